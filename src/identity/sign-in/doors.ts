import { Injectable } from '@nestjs/common';
import type { Request, Response } from 'express';
import { Authenticator } from 'passport';
import { Strategy } from 'passport-local';
import { InvalidInput } from '../../platform/errors/index.js';
import { Operators } from '../operators/operators.js';
import { ResidentSignIn } from './resident-sign-in.js';
import type { Browser, LetIn } from './sign-in.types.js';
import { StaffSignIn } from './staff-sign-in.js';

export type Door = 'staff' | 'resident' | 'operator';

type SignIn = (login: string, password: string, browser: Browser) => Promise<LetIn>;

/** Login and password at each door, by Passport. An instance of its own: nothing is shared with another application of the process. */
@Injectable()
export class Doors {
  private readonly passport = new Authenticator();

  constructor(staff: StaffSignIn, residents: ResidentSignIn, operators: Operators) {
    this.open('staff', staff.signIn.bind(staff));
    this.open('resident', residents.signIn.bind(residents));
    this.open('operator', operators.signIn.bind(operators));
  }

  /** @throws InvalidInput when one is not let in; fields `login` and `password` of the form */
  pass(door: Door, request: Request, response: Response): Promise<LetIn> {
    return new Promise((resolve, reject) => {
      const answer = (error: unknown, letIn: LetIn | false | null | undefined) => {
        if (error) reject(error as Error);
        else if (letIn) resolve(letIn);
        else reject(InvalidInput.at('login', 'identity:sign-in.wrong'));
      };
      const authenticate = this.passport.authenticate(door, { session: false }, answer) as (
        request: Request,
        response: Response,
        next: (error: unknown) => void,
      ) => void;
      authenticate(request, response, reject);
    });
  }

  private open(door: Door, signIn: SignIn): void {
    const fields = {
      usernameField: 'login',
      passwordField: 'password',
      passReqToCallback: true,
      session: false,
    } as const;
    this.passport.use(
      door,
      new Strategy(fields, (request, login, password, done) => {
        signIn(login, password, browserOf(request)).then(
          (letIn) => done(null, letIn),
          (error: unknown) => done(error),
        );
      }),
    );
  }
}

function browserOf(request: Request): Browser {
  return { userAgent: request.get('user-agent') ?? null, sessionToken: request.sessionToken };
}
