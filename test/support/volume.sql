-- Fills a database by sets with a co-ownership tenant of any size: for plans and measures, not for what pages say.
-- Identifiers are digests of names: tenant t1, party p1-7, account a1-7, building b1-2, lot l1-7, binder k1-3, document d1-9.
CREATE FUNCTION pg_temp.named(name text) RETURNS uuid LANGUAGE sql IMMUTABLE AS $$ SELECT md5(name)::uuid $$;

CREATE PROCEDURE pg_temp.fill(n integer, buildings integer, per_building integer, documents integer, entries integer, expenses integer)
LANGUAGE plpgsql AS $$
DECLARE
  tenant uuid := pg_temp.named('t' || n);
  source uuid := pg_temp.named('s' || n);
  entity uuid := pg_temp.named('e' || n);
  people integer := buildings * per_building;
  everyone text[] := '{co_owner,council_member,president}';
BEGIN
  PERFORM set_config('app.tenant_id', tenant::text, false);
  INSERT INTO platform.tenant (id, domain, name, kind, lines, features)
    VALUES (tenant, 'tenant-' || n, 'Agence ' || n, 'agency', '{gerance,syndic}', '{extranet}');
  INSERT INTO publication_source (id, code, label, kind, lines) VALUES (source, 'LSC', 'LSC', 'machine', '{gerance,syndic}');
  INSERT INTO extranet_settings (line, extranet_open) VALUES ('syndic', true), ('gerance', true);
  INSERT INTO publication_settings DEFAULT VALUES;
  INSERT INTO publication_run (number, source_id, run_ref, trigger, state, manifest_sha256, manifest_bytes, lines, applied_at)
    SELECT i, source, 'r' || i, 'machine', 'applied', repeat('a', 64), 1, '{gerance,syndic}', timestamptz '2025-01-01' + i * interval '1 day'
    FROM generate_series(1, 300) i;
  INSERT INTO accounting_entity (id, line, code, label, iban, bic, source_id, ref, publication_state)
    VALUES (entity, 'syndic', 'S001', 'Syndicat', 'FR7630006000011234567890189', 'AGRIFRPP', source, 'e', 'published');
  INSERT INTO binder (id, line, path, position, levels, role)
    SELECT pg_temp.named('k' || n || '-' || i), 'syndic', ARRAY['Classeur ' || i], i,
      CASE WHEN i <= 14 THEN everyone ELSE everyone[2:] END, CASE i WHEN 15 THEN 'invoices' WHEN 21 THEN 'syndic_documents' ELSE 'ordinary' END
    FROM generate_series(1, 21) i;
  INSERT INTO building (id, line, name, source_id, ref, publication_state)
    SELECT pg_temp.named('b' || n || '-' || i), 'syndic', 'Résidence ' || i, source, 'b' || i, 'published' FROM generate_series(1, buildings) i;
  INSERT INTO party (id, kind, last_name, first_name, source_id, ref, publication_state)
    SELECT pg_temp.named('p' || n || '-' || i), 'person', 'Nom ' || i, 'Anne', source, 'p' || i, 'published' FROM generate_series(1, people) i;
  INSERT INTO account (id, line, number, entity_id, party_id, kind, building_id, status, opening_balance, balance, as_of, source_id, ref,
      publication_state, first_entry_on)
    SELECT pg_temp.named('a' || n || '-' || i), 'syndic', '450' || i, entity, pg_temp.named('p' || n || '-' || i), 'co_owner',
      pg_temp.named('b' || n || '-' || 1 + (i - 1) / per_building), 'active', 0, 0, '2025-11-14', source, 'a' || i, 'published', '2022-01-01'
    FROM generate_series(1, people) i;
  INSERT INTO lot (id, line, building_id, number, kind, source_id, ref, publication_state)
    SELECT pg_temp.named('l' || n || '-' || i), 'syndic', pg_temp.named('b' || n || '-' || 1 + (i - 1) / per_building), i::text, 'apartment',
      source, 'l' || i, 'published'
    FROM generate_series(1, people) i;
  INSERT INTO lot_holder (lot_id, position, account_id, part)
    SELECT pg_temp.named('l' || n || '-' || i), 1, pg_temp.named('a' || n || '-' || i), 'owner' FROM generate_series(1, people) i;
  INSERT INTO council_membership (building_id, position, party_id, title)
    SELECT pg_temp.named('b' || n || '-' || i), 1, pg_temp.named('p' || n || '-' || 1 + (i - 1) * per_building), 'president'
    FROM generate_series(1, buildings) i;
  INSERT INTO works_fund (id, line, lot_id, account, amount, as_of, source_id, ref, publication_state)
    SELECT pg_temp.named('w' || n || '-' || i), 'syndic', pg_temp.named('l' || n || '-' || i), '1050', 4800, '2024-12-31', source, 'w' || i, 'published'
    FROM generate_series(1, people) i;
  INSERT INTO stored_file (sha256, bytes, state) VALUES (repeat('a', 64), 100, 'complete');
  INSERT INTO document (id, line, binder_id, folder, title, filename, sha256, media_type, bytes, document_date, published_from, origin,
      source_id, ref, publication_state)
    SELECT pg_temp.named('d' || n || '-' || i), 'syndic', pg_temp.named('k' || n || '-' || 1 + i % 21),
      CASE WHEN i % 10 = 0 THEN '{Sinistre}'::text[] ELSE '{}' END, 'Document ' || i || ' facture fuite', 'f.pdf', repeat('a', 64),
      'application/pdf', 100, date '2022-01-01' + i * 79 % 1400, '2022-01-01', 'attachment', source, 'd' || i, 'published'
    FROM generate_series(1, documents) i;
  INSERT INTO document_audience (document_id, scope, target_id, binder_id, document_date)
    SELECT pg_temp.named('d' || n || '-' || i), CASE WHEN i % 5 < 2 THEN 'building' ELSE 'account' END,
      pg_temp.named(CASE WHEN i % 5 < 2 THEN 'b' || n || '-' || 1 + i * 31 % buildings ELSE 'a' || n || '-' || 1 + i * 17 % people END),
      pg_temp.named('k' || n || '-' || 1 + i % 21), date '2022-01-01' + i * 79 % 1400
    FROM generate_series(1, documents) i;
  INSERT INTO consultation_record (document_id, party_id, action)
    SELECT pg_temp.named('d' || n || '-' || i), pg_temp.named('p' || n || '-' || 1 + i * 17 % people), 'view'
    FROM generate_series(1, documents, 4) i;
  INSERT INTO account_entry (account_id, date, position, ref, label, debit, credit, running_balance, journal_kind, repaid, charge_kind)
    SELECT pg_temp.named('a' || n || '-' || 1 + i % people), date '2022-01-01' + (i / people) * 1400 / (1 + entries / people), i / people,
      i::text, 'Appel de fonds ' || i, 1000, 0, 1000 * (i / people), 'other', true, 'budget'
    FROM generate_series(0, entries - 1) i;
  INSERT INTO allocation_key (id, building_id, position, ref, label, total)
    SELECT pg_temp.named('y' || n || '-' || i), pg_temp.named('b' || n || '-' || i), 1, 'y' || i, 'Charges générales', 10000
    FROM generate_series(1, buildings) i;
  INSERT INTO lot_share (lot_id, position, key_id, value)
    SELECT pg_temp.named('l' || n || '-' || i), 1, pg_temp.named('y' || n || '-' || 1 + (i - 1) / per_building), 100 FROM generate_series(1, people) i;
  INSERT INTO fiscal_year (id, building_id, ref, starts_on, ends_on, closed, approved_on)
    SELECT pg_temp.named('f' || n || '-' || i || '-' || y), pg_temp.named('b' || n || '-' || i), 'f' || i || y, make_date(y, 1, 1), make_date(y, 12, 31),
      y < 2025, CASE WHEN y < 2025 THEN make_date(y + 1, 6, 1) END
    FROM generate_series(1, buildings) i, generate_series(2023, 2025) y;
  INSERT INTO expense (id, line, building_id, fiscal_year_id, key_id, charge_account, charge_account_label, date, label, amount, source_id, ref,
      publication_state)
    SELECT pg_temp.named('x' || n || '-' || i), 'syndic', pg_temp.named('b' || n || '-' || 1 + i % buildings),
      pg_temp.named('f' || n || '-' || 1 + i % buildings || '-2025'), pg_temp.named('y' || n || '-' || 1 + i % buildings), '61' || i % 9,
      'Entretien', date '2025-01-01' + i % 365, 'Facture ' || i, 1000, source, 'x' || i, 'published'
    FROM generate_series(1, expenses) i;
  INSERT INTO expense_document (expense_id, position, document_id)
    SELECT pg_temp.named('x' || n || '-' || i), 1, pg_temp.named('d' || n || '-' || 1 + i % documents) FROM generate_series(1, expenses, 3) i;
END $$;
