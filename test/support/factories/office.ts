import { randomUUID } from 'node:crypto';
import { type Columns, type Ground, insert } from './ground.js';
import { next } from './portfolio.js';

export async function anOffice(ground: Ground, columns: Columns = {}): Promise<void> {
  const given = {
    id: randomUUID(),
    name: `Bureau ${next()}`,
    address_lines: ['1 place Stanislas'],
    postal_code: '54000',
    city: 'Nancy',
  };
  await insert(ground, 'office', { ...given, phone: '03 83 32 15 40', position: next(), ...columns });
}
