/** The example of the format's specification, as published in docs/publication-format.md. */
export const EXAMPLE = `<?xml version="1.0" encoding="UTF-8"?>
<publication xmlns="urn:extranet:manifest:1" version="1.0" source="LSC-PARIS" runRef="2025-11-14T20-00" generatedAt="2025-11-14T20:00:00+01:00" lines="syndic" generator="LSC 6.3.2">
  <scope><section name="entities"/><section name="binders"/><section name="parties"/><section name="buildings"/><section name="lots"/><section name="accounts"/><section name="expenses"/><section name="worksFunds"/><section name="documents"/></scope>
  <entities><entity ref="S001" code="S001" label="Syndicat Gilbert" line="syndic" iban="FR7630006000011234567890189" bic="AGRIFRPP" payableTo="Syndicat Gilbert"/></entities>
  <binders><binder ref="B-PV" line="syndic" path="Procès-verbaux d'assemblée" levels="co_owner council_member president" complianceKind="meeting_minutes"/>
    <binder ref="B-FAC" line="syndic" path="Factures" levels="council_member president" role="invoices"/></binders>
  <parties><party ref="T4412" kind="person" civility="M." lastName="PROPRIETAIRE" firstName="Pierre" email="pierre@example.org"><address line1="3 rue Gilbert" postalCode="54000" city="Nancy"/></party></parties>
  <buildings><building ref="I012" line="syndic" name="Résidence Gilbert" entity="S001" lotsCount="2"><address line1="1 place Gilbert" postalCode="54000" city="Nancy"/>
    <allocationKey ref="I012-001" label="Charges générales" total="1000"/><fiscalYear ref="I012-2025" start="2025-01-01" end="2025-12-31" closed="false"/>
    <council party="T4412" title="member"/><meeting heldOn="2025-06-12" approvesAccounts="true"/></building></buildings>
  <lots><lot ref="I012-7" building="I012" number="7" kind="apartment" area="64.20"><share key="I012-001" value="120"/><holder account="450PIERREP" part="owner"/></lot></lots>
  <accounts><account ref="450PIERREP" number="450PIERREP" entity="S001" party="T4412" kind="co_owner" building="I012" balance="6563" asOf="2025-11-14">
    <entry ref="1" date="2025-10-01" label="Appel de fonds 4e trimestre 2025" debit="25000" chargeKind="budget"/><entry ref="2" date="2025-10-08" label="Votre virement" credit="18437" journal="BQ" journalKind="bank"/></account></accounts>
  <expenses><expense ref="E881" building="I012" fiscalYear="I012-2025" key="I012-001" account="615000" accountLabel="Entretien" date="2025-09-30" label="Nettoyage septembre" amount="32400" documents="D90"/></expenses>
  <worksFunds><worksFund lot="I012-7" account="105000" amount="48000" asOf="2024-12-31" label="Fonds travaux"/></worksFunds>
  <documents><document ref="D77" binder="B-PV" title="PV AG du 12/06/2025" filename="pv.pdf" media="application/pdf" bytes="84211" sha256="9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08" documentDate="2025-06-12" from="2025-06-20" notify="true"><to building="I012"/></document>
    <document ref="D90" binder="B-FAC" title="Facture 2025-118" filename="f118.pdf" media="application/pdf" bytes="20113" sha256="60303ae22b998861bce3b28f33eec1be758a213c86c93c076dbe9f558c11c752" documentDate="2025-09-30" from="2025-10-02" origin="invoice"><to building="I012"/></document></documents>
  <totals entities="1" binders="2" parties="1" buildings="1" lots="1" accounts="1" entries="2" expenses="1" worksFunds="1" documents="2"/>
</publication>
`;
