import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A server-side session. The cookie holds a random token; only its hash is kept. */
@Entity('sign_in')
export class SignInEntity {
  @PrimaryColumn('text', { name: 'token_hash' }) tokenHash: string;
  @Column('text') kind: 'staff' | 'resident' | 'device';
  @Column('uuid', { name: 'staff_id', nullable: true }) staffId: string | null;
  @Column('uuid', { name: 'party_id', nullable: true }) partyId: string | null;
  @Column('uuid', { name: 'device_id', nullable: true }) deviceId: string | null;
  @Column('timestamptz', { name: 'created_at' }) createdAt: Date;
  @Column('timestamptz', { name: 'expires_at' }) expiresAt: Date;
}
