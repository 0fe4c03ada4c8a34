import type { NoticeKind } from '@contracts/http/notices';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { Language } from '../templates';

/** A template that somebody has edited; without a body the built-in text stands again. */
export interface StoredTemplate {
  readonly kind: NoticeKind;
  readonly language: Language;
  readonly body: string | null;
  /** Counts from 1. */
  readonly version: number;
}
type TemplateKey = Pick<StoredTemplate, 'kind' | 'language'>;
export interface TemplateEdit extends TemplateKey {
  readonly body: string | null;
  readonly at: Date;
  readonly by: string | null;
}

/** Rows of templates. A kind and language that nobody ever edited has none. */
@Injectable()
export class NoticeTemplateRepository {
  list(manager: EntityManager): Promise<StoredTemplate[]> {
    return manager.query('SELECT kind, language, body, version FROM notice_template');
  }

  async findVersion(manager: EntityManager, { kind, language }: TemplateKey): Promise<number | null> {
    const rows: { version: number }[] = await manager.query(
      'SELECT version FROM notice_template WHERE kind = $1 AND language = $2',
      [kind, language],
    );
    return rows[0]?.version ?? null;
  }

  /** The first edit, whose version is returned; null when there is one already. */
  async insertOnce(manager: EntityManager, { kind, language, body, at, by }: TemplateEdit): Promise<number | null> {
    const rows: { version: number }[] = await manager.query(
      `INSERT INTO notice_template (kind, language, body, version, edited_at, edited_by)
       VALUES ($1, $2, $3, 1, $4, $5) ON CONFLICT DO NOTHING RETURNING version`,
      [kind, language, body, at, by],
    );
    return rows[0]?.version ?? null;
  }

  /** Returns the new version; null when somebody else has edited it since `version`. */
  async update(
    manager: EntityManager,
    { kind, language, body, at, by }: TemplateEdit,
    version: number,
  ): Promise<number | null> {
    const rows: { version: number }[] = await manager.query(
      `WITH edited AS (
         UPDATE notice_template SET body = $3, version = version + 1, edited_at = $4, edited_by = $5
          WHERE kind = $1 AND language = $2 AND version = $6 RETURNING version)
       SELECT version FROM edited`,
      [kind, language, body, at, by, version],
    );
    return rows[0]?.version ?? null;
  }
}
