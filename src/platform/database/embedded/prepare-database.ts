import pg from 'pg';

export interface DatabaseRoles {
  ownerPassword: string;
  webPassword: string;
}

export interface DatabaseUrls {
  ownerUrl: string;
  appUrl: string;
}

/**
 * Makes what `docs/operating.md` asks of a database administrator: `extranet_owner` owns the schema, `extranet_web` signs in and
 * owns nothing, its rights come from `extranet_app`; `extranet_search` owns the search functions.
 */
export async function prepareDatabase(adminUrl: string, database: string, roles: DatabaseRoles): Promise<DatabaseUrls> {
  const client = new pg.Client({ connectionString: adminUrl });
  await client.connect();
  try {
    const owner = client.escapeLiteral(roles.ownerPassword);
    const web = client.escapeLiteral(roles.webPassword);
    await client.query(`DO $$ BEGIN
      IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'extranet_app') THEN
        CREATE ROLE extranet_app NOLOGIN;
        CREATE ROLE extranet_search NOLOGIN;
        CREATE ROLE extranet_owner LOGIN;
        CREATE ROLE extranet_web LOGIN IN ROLE extranet_app;
        GRANT extranet_search TO extranet_owner WITH INHERIT FALSE, SET TRUE;
      END IF;
    END $$`);
    await client.query(`ALTER ROLE extranet_owner PASSWORD ${owner}`);
    await client.query(`ALTER ROLE extranet_web PASSWORD ${web}`);
    const { rowCount } = await client.query('SELECT FROM pg_database WHERE datname = $1', [database]);
    if (rowCount === 0) await client.query(`CREATE DATABASE ${client.escapeIdentifier(database)} OWNER extranet_owner`);
  } finally {
    await client.end();
  }
  const as = (user: string, password: string) => {
    const url = new URL(adminUrl);
    url.username = user;
    url.password = encodeURIComponent(password);
    url.pathname = `/${database}`;
    return url.toString();
  };
  return { ownerUrl: as('extranet_owner', roles.ownerPassword), appUrl: as('extranet_web', roles.webPassword) };
}
