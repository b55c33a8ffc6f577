import { Injectable } from '@nestjs/common';
import { currentTenant } from '../../platform/context/index.js';
import { InvalidInput } from '../../platform/errors/index.js';
import { Passwords } from '../../platform/auth/index.js';
import { passwordProblem } from '../domain/password-policy.js';
import { CommonPasswords } from './common-passwords.js';

export interface Chooser {
  login: string;
  names: readonly string[];
  /** Whether the password chosen is the one it replaces. */
  isFormer: (password: string) => boolean | Promise<boolean>;
}

/** A personal password, judged by the policy and hashed [RES-14] [ACC-30]. */
@Injectable()
export class PasswordChoice {
  constructor(
    private readonly passwords: Passwords,
    private readonly common: CommonPasswords,
  ) {}

  /** @returns the hash to keep @throws InvalidInput at `newPassword` */
  async hashOf(password: string, { login, names, isFormer }: Chooser): Promise<string> {
    const { name, domain } = currentTenant();
    const problem = passwordProblem(password, {
      names: [login, ...names, name, domain],
      common: await this.common.has(password),
      former: await isFormer(password),
    });
    if (problem) throw InvalidInput.at('newPassword', problem.sentence, problem.values);
    return this.passwords.hash(password);
  }
}
