import { Injectable } from '@nestjs/common';
import { ResidentShell } from './resident-shell.js';

/** What the portfolio brings to residents: their lots, whom to call. */
@Injectable()
export class ResidentTiles {
  constructor(shell: ResidentShell) {
    shell.contribute(
      {
        key: 'portfolio.properties',
        order: 50,
        icon: 'home-2',
        label: 'extranet:resident.properties.title',
        note: 'extranet:resident.properties.tile-note',
        href: ({ home }) => `${home}/biens`,
        visible: ({ kind, settings }) => kind !== 'lessee' && settings.showProperties,
      },
      {
        key: 'portfolio.partners',
        order: 80,
        icon: 'tool',
        label: 'extranet:resident.partners.title',
        note: 'extranet:resident.partners.tile-note',
        href: ({ home }) => `${home}/partenaires`,
        visible: ({ settings }) => settings.showPartners,
      },
      {
        key: 'portfolio.contacts',
        order: 90,
        icon: 'address-book',
        label: 'extranet:resident.contacts.title',
        note: 'extranet:resident.contacts.tile-note',
        href: ({ home }) => `${home}/contacts`,
        visible: ({ settings }) => settings.showContacts,
      },
    );
  }
}
