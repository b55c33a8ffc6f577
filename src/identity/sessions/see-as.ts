/**
 * "Voir l'espace comme ce client" [ADM-54]. While it lasts, the staff session is that client, read-only, under `/extranet`, and itself
 * everywhere else. Called in a request of the staff member.
 */
export abstract class SeeAs {
  /**
   * Begins; written in the audit log. `returnTo`: the page to come back to. The caller has checked that this staff member may see the client.
   * @returns the address to go to @throws NotFound when the client has no published account
   */
  abstract start(partyId: string, returnTo: string): Promise<string>;

  /** Ends. @returns the page to come back to */
  abstract stop(): Promise<string>;
}
