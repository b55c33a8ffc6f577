import { Controller, Get, Param, Post } from '@nestjs/common';
import { z } from 'zod';
import { Public } from '../../platform/auth/index.js';
import { Form, type Page, type Redirect } from '../../platform/http/index.js';
import { ForgottenPages } from './forgotten-pages.js';
import { askedSchema, newPasswordSchema } from './new-password.schema.js';

@Controller('connexion')
export class StaffForgottenController {
  constructor(private readonly pages: ForgottenPages) {}

  @Get('mot-de-passe-oublie')
  @Public('for those who cannot sign in')
  form(): Page {
    return this.pages.form('staff');
  }

  @Post('mot-de-passe-oublie')
  @Public('for those who cannot sign in')
  ask(@Form(askedSchema) { login }: z.infer<typeof askedSchema>): Promise<Redirect> {
    return this.pages.ask('staff', login);
  }

  @Get('nouveau-mot-de-passe/:token')
  @Public('the link of a letter is the proof')
  choice(@Param('token') token: string): Promise<Page> {
    return this.pages.choice('staff', token);
  }

  @Post('nouveau-mot-de-passe/:token')
  @Public('the link of a letter is the proof')
  choose(
    @Param('token') token: string,
    @Form(newPasswordSchema) form: z.infer<typeof newPasswordSchema>,
  ): Promise<Redirect> {
    return this.pages.choose('staff', token, form.newPassword);
  }
}
