/** The binders a new agency starts with: 16 in gérance, 21 in syndic (specification 1, §2.6). Names are French data, not labels. */
export interface DefaultBinder {
  line: 'gerance' | 'syndic';
  /** From the outermost to the innermost segment. */
  path: string[];
  levels: string[];
  role: 'ordinary' | 'invoices' | 'syndic_documents' | 'owners_list';
  nameLocked: boolean;
  complianceKind: string | null;
}

type Options = Partial<Pick<DefaultBinder, 'role' | 'nameLocked' | 'complianceKind'>>;

const LANDLORD = ['landlord'];
const LESSEE = ['lessee'];
const BOTH = ['landlord', 'lessee'];
const EVERY_CO_OWNER = ['co_owner', 'council_member', 'president'];
const COUNCIL = ['council_member', 'president'];
const LOCKED: Options = { nameLocked: true };

const binder =
  (line: DefaultBinder['line']) =>
  (name: string, levels: string[], options: Options = {}): DefaultBinder => ({
    line,
    path: name.split(' / '),
    levels,
    role: 'ordinary',
    nameLocked: false,
    complianceKind: null,
    ...options,
  });
const gerance = binder('gerance');
const syndic = binder('syndic');
const proof = (complianceKind: string): Options => ({ complianceKind });

export const DEFAULT_BINDERS: readonly DefaultBinder[] = [
  gerance('Mandats de gestion', LANDLORD),
  gerance('Relevés de gérance', LANDLORD, LOCKED),
  gerance('Aide à la déclaration fiscale', LANDLORD),
  gerance('Factures', LANDLORD, LOCKED),
  gerance('Devis', LANDLORD),
  gerance('Courriers / Propriétaires', LANDLORD),
  gerance('Courriers / Locataires', LESSEE),
  gerance("Avis d'échéance", LESSEE),
  gerance('Quittances', LESSEE, LOCKED),
  gerance('Baux', BOTH),
  gerance('États des lieux', BOTH),
  gerance('Diagnostics', BOTH),
  gerance('Assurances', BOTH),
  gerance('Révisions de loyer', BOTH),
  gerance('Régularisations de charges', BOTH),
  gerance('Dépôts de garantie', BOTH),
  syndic('Règlement de copropriété', EVERY_CO_OWNER, proof('co_ownership_rules')),
  syndic('Fiche synthétique', EVERY_CO_OWNER, proof('summary_sheet')),
  syndic("Carnet d'entretien", EVERY_CO_OWNER, proof('maintenance_log')),
  syndic('Diagnostics techniques', EVERY_CO_OWNER, proof('technical_diagnostic')),
  syndic('Assurances', EVERY_CO_OWNER, proof('insurance_contract')),
  syndic('Contrats et marchés', EVERY_CO_OWNER, proof('contract')),
  syndic("Contrats d'entretien", EVERY_CO_OWNER, proof('maintenance_contract')),
  syndic("Procès-verbaux d'assemblée", EVERY_CO_OWNER, proof('meeting_minutes')),
  syndic('Devis approuvés', EVERY_CO_OWNER, proof('approved_quote')),
  syndic('Contrat de syndic', EVERY_CO_OWNER, proof('syndic_contract')),
  syndic("Convocations d'assemblée", EVERY_CO_OWNER),
  syndic('Appels de fonds', EVERY_CO_OWNER, proof('call_for_funds')),
  syndic('Comptes individuels', EVERY_CO_OWNER, proof('individual_statement')),
  syndic('Courriers / Copropriétaires', EVERY_CO_OWNER),
  syndic('Factures', COUNCIL, { ...LOCKED, role: 'invoices' }),
  syndic('Balances et comptes', COUNCIL, proof('trial_balance')),
  syndic('Relevés bancaires', COUNCIL, proof('bank_statement')),
  syndic('Procédures judiciaires', COUNCIL, proof('lawsuit')),
  syndic('Liste des copropriétaires', COUNCIL, { ...LOCKED, role: 'owners_list', complianceKind: 'owners_list' }),
  syndic('Courriers / Conseil syndical', COUNCIL),
  syndic('Documents du syndic', COUNCIL, { ...LOCKED, role: 'syndic_documents' }),
];
