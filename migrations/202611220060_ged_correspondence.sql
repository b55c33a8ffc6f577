-- What the desk writes: templates, case files, correspondence with whom it is for and what is attached to it.
-- Whether correspondence is published is not written here: it is read from its documents, published by the DESK source under the
-- references "<number>/text" and "<number>/<position of the attachment>".
-- up
CREATE TABLE correspondence_template (
  tenant_id uuid NOT NULL DEFAULT app.tenant_id() REFERENCES platform.tenant (id),
  id uuid NOT NULL DEFAULT uuidv7(),
  name text NOT NULL CHECK (char_length(name) BETWEEN 1 AND 80),
  line text NOT NULL CHECK (line IN ('gerance', 'syndic', 'both')),
  subject text NOT NULL DEFAULT '' CHECK (char_length(subject) <= 160),
  body text NOT NULL DEFAULT '',
  binder_id uuid,
  group_by_case_type boolean NOT NULL DEFAULT false,
  prefix_with_case_reference boolean NOT NULL DEFAULT false,
  publication_months integer CHECK (publication_months BETWEEN 1 AND 600), -- null: for ever
  use_attachment_names boolean NOT NULL DEFAULT false,
  notify boolean NOT NULL DEFAULT false,
  compliance_kind text,
  state text NOT NULL DEFAULT 'active' CHECK (state IN ('active', 'archived')),
  modified_by uuid,
  modified_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (tenant_id, id),
  FOREIGN KEY (tenant_id, binder_id) REFERENCES binder (tenant_id, id),
  CHECK (group_by_case_type OR NOT prefix_with_case_reference)
);
CREATE UNIQUE INDEX correspondence_template_name ON correspondence_template (tenant_id, app.fold(name)) WHERE state = 'active';
CREATE INDEX correspondence_template_of_binder ON correspondence_template (tenant_id, binder_id);
SELECT app.protect('correspondence_template');

CREATE TABLE case_type (
  tenant_id uuid NOT NULL DEFAULT app.tenant_id() REFERENCES platform.tenant (id),
  id uuid NOT NULL DEFAULT uuidv7(),
  label text NOT NULL CHECK (char_length(label) BETWEEN 1 AND 60 AND position('/' IN label) = 0), -- it names a folder
  PRIMARY KEY (tenant_id, id)
);
CREATE UNIQUE INDEX case_type_label ON case_type (tenant_id, app.fold(label));
SELECT app.protect('case_type');

CREATE TABLE case_file (
  tenant_id uuid NOT NULL DEFAULT app.tenant_id(),
  id uuid NOT NULL DEFAULT uuidv7(),
  number text NOT NULL CHECK (number ~ '^[0-9A-Z][0-9A-Z.-]{0,19}$'),
  type_id uuid NOT NULL,
  label text NOT NULL CHECK (char_length(label) BETWEEN 1 AND 120),
  created_by uuid,
  created_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (tenant_id, id),
  UNIQUE (tenant_id, number),
  FOREIGN KEY (tenant_id, type_id) REFERENCES case_type (tenant_id, id)
);
CREATE INDEX case_file_of_type ON case_file (tenant_id, type_id);
CREATE INDEX case_file_newest ON case_file (tenant_id, created_at DESC, id DESC);
SELECT app.protect('case_file');

CREATE TABLE correspondence (
  tenant_id uuid NOT NULL DEFAULT app.tenant_id(),
  id uuid NOT NULL DEFAULT uuidv7(),
  number integer NOT NULL CHECK (number > 0),
  line text NOT NULL CHECK (line IN ('gerance', 'syndic')),
  template_id uuid NOT NULL,
  case_file_id uuid,
  origin text NOT NULL DEFAULT 'desk' CHECK (origin IN ('desk', 'list')), -- list: an owners' list, one attachment, titled with the subject
  subject text NOT NULL CHECK (char_length(subject) BETWEEN 1 AND 160),
  body text NOT NULL DEFAULT '',
  processed_on date, -- null: a draft
  publication_on date, -- null: 00/00/00, not to be published
  former_publication_on date, -- what "Ne plus publier" put aside, until it is called back
  replaces_id uuid, -- "annule et remplace"
  attachments_given integer NOT NULL DEFAULT 0, -- positions ever given: one that is gone is not given again
  resend_requested_at timestamptz,
  -- The PDF of the text as it was last made, and of which revision: it is kept until another is made, whatever happens to the text.
  text_revision integer NOT NULL DEFAULT 1,
  text_made_of integer,
  text_made_at timestamptz,
  text_sha256 text,
  text_bytes bigint,
  changed_at timestamptz NOT NULL DEFAULT now(), -- of anything that residents will see
  created_by uuid,
  created_at timestamptz NOT NULL DEFAULT now(),
  modified_by uuid,
  modified_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (tenant_id, id),
  UNIQUE (tenant_id, number),
  FOREIGN KEY (tenant_id, template_id) REFERENCES correspondence_template (tenant_id, id),
  FOREIGN KEY (tenant_id, case_file_id) REFERENCES case_file (tenant_id, id),
  FOREIGN KEY (tenant_id, replaces_id) REFERENCES correspondence (tenant_id, id),
  FOREIGN KEY (tenant_id, text_sha256) REFERENCES stored_file (tenant_id, sha256),
  CHECK (processed_on IS NOT NULL OR (publication_on IS NULL AND former_publication_on IS NULL))
);
CREATE INDEX correspondence_of_template ON correspondence (tenant_id, template_id);
CREATE INDEX correspondence_of_case_file ON correspondence (tenant_id, case_file_id) WHERE case_file_id IS NOT NULL;
CREATE INDEX correspondence_replaced ON correspondence (tenant_id, replaces_id) WHERE replaces_id IS NOT NULL;
CREATE INDEX correspondence_of_file ON correspondence (tenant_id, text_sha256) WHERE text_sha256 IS NOT NULL;
CREATE INDEX correspondence_to_publish ON correspondence (tenant_id, number) WHERE publication_on IS NOT NULL;
SELECT app.protect('correspondence');

-- target_id: the account, lot or building. council: the building, read by its council only.
CREATE TABLE correspondence_recipient (
  tenant_id uuid NOT NULL DEFAULT app.tenant_id(),
  correspondence_id uuid NOT NULL,
  scope text NOT NULL CHECK (scope IN ('account', 'lot', 'building', 'council')),
  target_id uuid NOT NULL,
  PRIMARY KEY (tenant_id, correspondence_id, target_id),
  FOREIGN KEY (tenant_id, correspondence_id) REFERENCES correspondence (tenant_id, id) ON DELETE CASCADE
);
CREATE INDEX correspondence_recipient_of_target ON correspondence_recipient (tenant_id, target_id, correspondence_id);
SELECT app.protect('correspondence_recipient');

CREATE TABLE correspondence_attachment (
  tenant_id uuid NOT NULL DEFAULT app.tenant_id(),
  correspondence_id uuid NOT NULL,
  position integer NOT NULL CHECK (position > 0),
  name text NOT NULL CHECK (char_length(name) BETWEEN 1 AND 200),
  sha256 text NOT NULL,
  bytes bigint NOT NULL,
  media_type text NOT NULL,
  PRIMARY KEY (tenant_id, correspondence_id, position),
  FOREIGN KEY (tenant_id, correspondence_id) REFERENCES correspondence (tenant_id, id) ON DELETE CASCADE,
  FOREIGN KEY (tenant_id, sha256) REFERENCES stored_file (tenant_id, sha256)
);
CREATE INDEX correspondence_attachment_of_file ON correspondence_attachment (tenant_id, sha256);
SELECT app.protect('correspondence_attachment');

-- down
DROP TABLE correspondence_attachment;
DROP TABLE correspondence_recipient;
DROP TABLE correspondence;
DROP TABLE case_file;
DROP TABLE case_type;
DROP TABLE correspondence_template;
