import { Global, Module, type Provider, type Type } from '@nestjs/common';
import { ViewerSource } from '../platform/auth/index.js';
import { StaffShell } from '../platform/shell/index.js';
import { IdentityMails } from './mails/identity-mails.js';
import { Operators } from './operators/operators.js';
import { ForgottenController } from './pages/forgotten.controller.js';
import { LanguageController } from './pages/language.controller.js';
import { LegalNoticeController } from './pages/legal-notice.controller.js';
import { ResidentLinksController } from './pages/resident-links.controller.js';
import { ResidentProfileController } from './pages/resident-profile.controller.js';
import { ResidentSignInController } from './pages/resident-sign-in.controller.js';
import { Say } from './pages/say.js';
import { SessionCookie } from './pages/session-cookie.js';
import { SignInChrome } from './pages/sign-in-chrome.js';
import { SignOutController } from './pages/sign-out.controller.js';
import { StaffAccountController } from './pages/staff-account.controller.js';
import { StaffFinishController } from './pages/staff-finish.controller.js';
import { StaffSecondFactorController } from './pages/staff-second-factor.controller.js';
import { StaffSignInController } from './pages/staff-sign-in.controller.js';
import { CommonPasswords } from './passwords/common-passwords.js';
import { PasswordChoice } from './passwords/password-choice.js';
import { PasswordReset } from './passwords/password-reset.js';
import { SealedSecrets } from './passwords/sealed-secrets.js';
import { SendResetLinks } from './passwords/send-reset-links.job.js';
import { Languages } from './profile/languages.js';
import { NotificationRefusal } from './profile/notification-refusal.js';
import { Profiles } from './profile/profiles.js';
import { InitialPasswords } from './residents/initial-passwords.js';
import { LoginErasure } from './residents/login-erasure.js';
import { LoginOpening } from './residents/login-opening.js';
import { Regeneration } from './residents/regeneration.js';
import { ResidentAccess } from './residents/resident-access.js';
import { ResidentPasswords } from './residents/resident-passwords.js';
import { RecoveryCodes } from './second-factor/recovery-codes.js';
import { SecondFactor } from './second-factor/second-factor.js';
import { SecondFactorRequirement } from './second-factor/second-factor-requirement.js';
import { OneTimeTokens } from './sessions/one-time-tokens.js';
import { SeeAs } from './sessions/see-as.js';
import { SeeAsBanner } from './sessions/see-as-banner.js';
import { SessionViewers } from './sessions/session-viewers.js';
import { Sessions } from './sessions/sessions.js';
import { Doors } from './sign-in/doors.js';
import { ResidentSignIn } from './sign-in/resident-sign-in.js';
import { StaffSignIn } from './sign-in/staff-sign-in.js';
import { Throttle } from './sign-in/throttle.service.js';
import { MasterAccount } from './staff/master-account.js';
import { StaffAccounts } from './staff/staff-accounts.js';
import { StaffPasswords } from './staff/staff-passwords.js';
import { StaffMessagesController } from './system-messages/staff-messages.controller.js';
import { SystemMessages } from './system-messages/system-messages.service.js';
import { NightlyUpkeep } from './upkeep/nightly-upkeep.job.js';
import { TenantUpkeep } from './upkeep/tenant-upkeep.js';

/** What other rooms may ask for; `index.ts` says the same. */
const SERVICES: Type[] = [
  ResidentAccess,
  LoginErasure,
  ResidentPasswords,
  StaffAccounts,
  SystemMessages,
  SeeAs,
  SeeAsBanner,
  NotificationRefusal,
  Operators,
];

const INSIDE: Provider[] = [
  { provide: ViewerSource, useClass: SessionViewers },
  ...[Sessions, OneTimeTokens, Throttle, Doors, StaffSignIn, ResidentSignIn],
  ...[
    SealedSecrets,
    CommonPasswords,
    PasswordChoice,
    PasswordReset,
    StaffPasswords,
    MasterAccount,
    SecondFactor,
    RecoveryCodes,
    SecondFactorRequirement,
  ],
  ...[LoginOpening, InitialPasswords, Regeneration, Profiles, Languages, IdentityMails],
  ...[SendResetLinks, NightlyUpkeep, TenantUpkeep],
  ...[Say, SessionCookie, SignInChrome],
];

const PAGES: Type[] = [
  ...[StaffSignInController, StaffFinishController],
  ...[StaffAccountController, StaffSecondFactorController, StaffMessagesController],
  ...[ResidentSignInController, ResidentProfileController, ResidentLinksController],
  ...[ForgottenController, SignOutController, LanguageController, LegalNoticeController],
];

@Global()
@Module({ controllers: PAGES, providers: [...SERVICES, ...INSIDE], exports: [...SERVICES, ViewerSource] })
export class IdentityModule {
  constructor(shell: StaffShell) {
    shell.contribute({
      key: 'identity.messages',
      order: 900,
      icon: 'bell',
      label: 'identity:system-messages.title',
      href: () => '/gestion/messages',
      badge: ({ viewer }) => viewer.unreadMessages,
      only: 'menu',
    });
  }
}
