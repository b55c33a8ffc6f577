import { Injectable } from '@nestjs/common';
import type { Query } from '../../platform/database/index.js';
import type { ShownOnce } from '../provisioning/provisioning.js';

/** One line of "Santé" on a tenant's page: counts and sizes only, never a resident's data [PUB-67]. */
export interface OperatorFigure {
  key: string;
  order: number;
  /** Sentence key. */
  label: string;
  unit: 'count' | 'bytes';
  /** Bound to the tenant; the queries of all figures travel in one flight. */
  read: (query: Query) => Promise<number>;
  /** Above zero, someone should look. */
  worrying?: boolean;
}

/** A stored flag of a room that only the operator may turn: `pi_sys_publier_xml`, logs [PUB-05, PUB-07, PUB-16]. */
export interface OperatorSwitch {
  /** As it stands in addresses and in the audit: `journal-publication`. */
  key: string;
  order: number;
  label: string;
  hint: string;
  read: (query: Query) => Promise<boolean>;
  write: (query: Query, on: boolean) => Promise<void>;
}

/** An act of a room that only the operator may ask for, after a confirmation: a new password for the master account [ADM-13]. */
export interface OperatorDeed {
  /** As it stands in addresses: `compte-maitre`. */
  key: string;
  order: number;
  label: string;
  hint: string;
  /** Bound to the tenant, in one transaction; what it gives is shown once. */
  run: () => Promise<ShownOnce[]>;
}

/** Something to download of a run, beside it on the tenant's page. */
export interface OperatorRunLink {
  /** Sentence key. */
  label: string;
  /** Which of these runs have it. */
  numbers: (query: Query, numbers: readonly number[]) => Promise<number[]>;
  /** Below the tenant's page. */
  path: (number: number) => string;
}

/** What rooms above let the operator see, turn and do, tenant by tenant. They contribute in the constructor of their module. */
@Injectable()
export class OperatorPanel {
  private readonly kept: {
    figures: OperatorFigure[];
    switches: OperatorSwitch[];
    deeds: OperatorDeed[];
    runLinks: OperatorRunLink[];
  } = {
    figures: [],
    switches: [],
    deeds: [],
    runLinks: [],
  };

  contributeFigures(...figures: OperatorFigure[]): void {
    this.kept.figures.push(...figures);
  }

  contributeSwitches(...switches: OperatorSwitch[]): void {
    this.kept.switches.push(...switches);
  }

  contributeDeeds(...deeds: OperatorDeed[]): void {
    this.kept.deeds.push(...deeds);
  }

  contributeRunLinks(...links: OperatorRunLink[]): void {
    this.kept.runLinks.push(...links);
  }

  get runLinks(): readonly OperatorRunLink[] {
    return this.kept.runLinks;
  }

  get deeds(): readonly OperatorDeed[] {
    return this.kept.deeds.toSorted((one, other) => one.order - other.order);
  }

  get figures(): readonly OperatorFigure[] {
    return this.kept.figures.toSorted((one, other) => one.order - other.order);
  }

  get switches(): readonly OperatorSwitch[] {
    return this.kept.switches.toSorted((one, other) => one.order - other.order);
  }

  switch(key: string): OperatorSwitch | undefined {
    return this.kept.switches.find((one) => one.key === key);
  }
}
