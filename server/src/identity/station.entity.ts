import { Column, Entity, PrimaryColumn } from 'typeorm';

@Entity('bureau')
export class BureauEntity {
  @PrimaryColumn('uuid') id: string;
  @Column('text') name: string;
  @Column('text', { name: 'name_en' }) nameEn: string;
  @Column('text') phone: string;
  @Column('text', { name: 'time_zone' }) timeZone: string;
}

@Entity('station')
export class StationEntity {
  @PrimaryColumn('uuid') id: string;
  @Column('uuid', { name: 'bureau_id' }) bureauId: string;
  @Column('text') code: string;
  @Column('text') name: string;
  @Column('text', { name: 'name_en' }) nameEn: string;
  @Column('text') address: string;
  @Column('text') phone: string;
  @Column('int') position: number;
}
