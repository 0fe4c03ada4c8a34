import type { Branch, Role } from '@domain/people';
import type { Topic } from '@domain/topic';
import { Column, Entity, PrimaryColumn } from 'typeorm';

@Entity('staff')
export class StaffEntity {
  @PrimaryColumn('uuid') id: string;
  @Column('text') username: string;
  @Column('text', { name: 'display_name' }) displayName: string;
  @Column('text') role: Role;
  @Column('uuid', { name: 'station_id', nullable: true }) stationId: string | null;
  @Column('text', { nullable: true }) branch: Branch | null;
  @Column('text', { array: true }) topics: Topic[];
  @Column('text', { array: true }) languages: string[];
  @Column('text', { name: 'password_hash' }) passwordHash: string;
  @Column('boolean') active: boolean;
}
