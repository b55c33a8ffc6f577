import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';

/** An office of the agency; shown to residents in "Contacts" when it is visible (ADM-37). */
@Entity('office')
export class Office {
  @PrimaryGeneratedColumn('uuid')
  id!: string;

  @Column('text')
  name!: string;

  @Column('text', { name: 'address_lines', array: true })
  addressLines!: string[];

  @Column('text', { name: 'postal_code', nullable: true })
  postalCode!: string | null;

  @Column('text', { nullable: true })
  city!: string | null;

  @Column('text')
  country!: string;

  @Column('double precision', { nullable: true })
  latitude!: number | null;

  @Column('double precision', { nullable: true })
  longitude!: number | null;

  @Column('text', { nullable: true })
  phone!: string | null;

  @Column('text', { nullable: true })
  email!: string | null;

  @Column('text', { name: 'opening_hours', nullable: true })
  openingHours!: string | null;

  @Column('boolean', { name: 'visible_to_residents' })
  visibleToResidents!: boolean;

  @Column('integer')
  position!: number;
}
