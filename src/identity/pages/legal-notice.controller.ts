import { Controller, Get } from '@nestjs/common';
import { Public } from '../../platform/auth/index.js';
import { context, currentTenant } from '../../platform/context/index.js';
import { formatDay, formatMoney } from '../../platform/i18n/index.js';
import { page, type Page } from '../../platform/http/index.js';
import { AgencyProfiles } from '../../tenants/index.js';
import { Say } from './say.js';

type Profile = NonNullable<Awaited<ReturnType<AgencyProfiles['read']>>>;

/** What the law has an agency say of itself, linked from every door and foot [RES-08]. */
@Controller('mentions-legales')
export class LegalNoticeController {
  constructor(
    private readonly profiles: AgencyProfiles,
    private readonly say: Say,
  ) {}

  @Get()
  @Public('the law has it open to all')
  async show(): Promise<Page> {
    const profile = await this.profiles.read();
    return page('identity/public/legal-notice', {
      title: this.say.now('identity:legal.title'),
      facts: profile ? this.facts(profile) : [],
      paragraphs: paragraphs(profile?.legalNotice ?? ''),
    });
  }

  /** Only what is known; several facts of one subject on one line each. */
  private facts(profile: Profile) {
    const of = (key: string, ...lines: (string | null)[]) => {
      const known = lines.filter((line) => line !== null && line !== '');
      return known.length > 0 ? [{ term: this.say.now(`identity:legal.${key}`), lines: known }] : [];
    };
    const { managerCivility, managerName, siret, ape, vatNumber, capital, guaranteeAmount } = profile;
    return [
      ...of(
        'company',
        profile.companyName ?? currentTenant().name,
        profile.legalForm,
        this.value('capital', money(capital)),
      ),
      ...of('numbers', this.value('siret', siret), this.value('ape', ape), this.value('vat', vatNumber)),
      ...of('manager', [managerCivility, managerName].filter(Boolean).join(' ')),
      ...of('card', profile.cardNumber, profile.cardChamber, this.until(profile.cardValidUntil)),
      ...of('guarantee', profile.guarantor, money(guaranteeAmount), this.until(profile.guaranteeValidUntil)),
      ...of('insurance', profile.insurer, profile.insurancePolicy, this.until(profile.insuranceValidUntil)),
      ...of('contact', profile.email, profile.phone),
    ];
  }

  private until(day: string | null): string | null {
    return this.value('until', day && formatDay(day, context().locale, 'long'));
  }

  private value(key: string, value: string | null): string | null {
    return value && this.say.now(`identity:legal.${key}`, { value });
  }
}

function money(cents: number | null): string | null {
  return cents === null ? null : formatMoney(cents, context().locale);
}

/** Paragraphs of lines, as they were typed. */
function paragraphs(text: string): string[][] {
  const parts = text.replaceAll('\r', '').split(/\n\s*\n/);
  return parts.flatMap((part) => (part.trim() ? [part.trim().split('\n')] : []));
}
