import { Column, Entity, PrimaryColumn } from 'typeorm';

/** 人员. What identifies a person is sealed; nothing here is shown unmasked without an audit row. */
@Entity('person')
export class PersonEntity {
  @PrimaryColumn('uuid')
  id: string;

  @Column('text')
  name: string;

  @Column('text', { name: 'id_number_sealed', nullable: true })
  idNumberSealed: string | null;

  @Column('text', { name: 'phone_sealed', nullable: true })
  phoneSealed: string | null;

  @Column('text', { name: 'email_sealed', nullable: true })
  emailSealed: string | null;

  @Column('text', { name: 'wechat_open_id_sealed', nullable: true })
  wechatOpenIdSealed: string | null;

  /** In which notices are written. */
  @Column('text')
  language: 'zh' | 'en';

  @Column('text')
  village: string;

  /** Calendar date, `2009-03-01`. */
  @Column('date', { name: 'born_on', nullable: true })
  bornOn: string | null;
}
