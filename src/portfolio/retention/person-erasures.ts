import { Injectable } from '@nestjs/common';

/** Erases what a room keeps of these parties by name, in the transaction under way; may be asked twice. */
export type PersonErasure = (partyIds: readonly string[]) => Promise<void>;

/** What else goes when someone is made anonymous. Rooms that keep a person's words or address contribute in their module. */
@Injectable()
export class PersonErasures {
  private readonly erasures: PersonErasure[] = [];

  contribute(erasure: PersonErasure): void {
    this.erasures.push(erasure);
  }

  async erase(partyIds: readonly string[]): Promise<void> {
    for (const erasure of this.erasures) await erasure(partyIds);
  }
}
