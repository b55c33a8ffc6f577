import type { RowDraft } from '../../publication/manifest/write-manifest.js';
import { longFrench } from '../days.js';
import type { Letterhead } from '../world/types.js';
import { addressee, headed, html, paragraphs, type Html } from './html.js';

interface Letter {
  to?: RowDraft<'parties'>;
  date: string;
  subject: string;
  texts: readonly string[];
  /** Between the text and the greeting. */
  inside?: Html;
  signedBy: string;
}

export const letter = (letterhead: Letterhead, { to, date, subject, texts, inside, signedBy }: Letter): string =>
  headed(
    letterhead,
    html`${to ? addressee(to) : null}
      <p class="place">${letterhead.city}, le ${longFrench(date)}</p>
      <p><b>Objet : ${subject}</b></p>
      <p>${to?.civility === 'Mme' ? 'Madame' : to ? 'Monsieur' : 'Madame, Monsieur'},</p>
      ${paragraphs(...texts)}${inside}
      <p>Nous restons à votre disposition et vous prions d’agréer nos salutations les meilleures.</p>
      <p style="margin-top:8mm">${signedBy}<br />${letterhead.name}</p>`,
  );

interface Contract {
  title: string;
  between: readonly string[];
  articles: readonly (readonly [title: string, text: string])[];
  /** Below the articles. */
  inside?: Html;
  signedOn: string;
}

/** A contract, rules, a mandate: numbered articles and two signatures. */
export const contract = (letterhead: Letterhead, { title, between, articles, inside, signedOn }: Contract): string =>
  headed(
    letterhead,
    html`<h1>${title}</h1>
      ${between.length > 0 ? html`<div class="box">Entre les soussignés :<br />${between.map((party, index) => html`${index + 1}. ${party}<br />`)}</div>` : null}
      ${articles.map(
        ([name, text], index) =>
          html`<h2>Article ${index + 1} – ${name}</h2>
            <p>${text}</p>`,
      )}${inside}
      <p style="margin-top:8mm">
        Fait à ${letterhead.city}, le ${longFrench(signedOn)}, en autant d’exemplaires que de parties.
      </p>
      <div class="cols">
        <div class="box" style="height:24mm">Signature</div>
        <div class="box" style="height:24mm">Signature</div>
      </div>`,
  );

/** A page of facts: a title, words, tables. */
export const factSheet = (letterhead: Letterhead, title: string, subtitle: string, ...parts: readonly Html[]): string =>
  headed(
    letterhead,
    html`<h1>${title}</h1>
      <p>${subtitle}</p>
      ${parts}`,
  );
