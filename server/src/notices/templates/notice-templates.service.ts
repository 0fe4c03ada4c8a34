import type { NoticeKind, TemplatePreview, TemplateView, previewTemplate, putTemplate } from '@contracts/http/notices';
import { NOTICE_KINDS, TEMPLATE_LANGUAGES } from '@contracts/http/notices';
import { DomainError } from '@domain/errors';
import { checkTemplate, TEMPLATE_WORDS } from '@domain/notice-template';
import { smsSegments } from '@domain/sms-segments';
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { z } from 'zod';
import { requireStaff, type Actor } from '../../common/actor';
import { Audit } from '../../common/audit';
import { Clock } from '../../common/clock';
import { Stations } from '../../identity/stations';
import { ConfirmLinks } from '../links/confirm-links';
import { noticeText } from '../notice-text';
import { mayEditTemplates } from '../notices.policy';
import { templateOf, type Language } from '../templates';
import { NoticeTemplateRepository, type StoredTemplate } from './notice-template.repository';
import { sampleFacts } from './sample-facts';

const BUILT_IN_VERSION = 0;

/** 模板: the words of notices, edited by the bureau; the built-in ones stand until then, and can come back. */
@Injectable()
export class NoticeTemplates {
  constructor(
    private readonly source: DataSource,
    private readonly repository: NoticeTemplateRepository,
    private readonly stations: Stations,
    private readonly links: ConfirmLinks,
    private readonly clock: Clock,
    private readonly audit: Audit,
  ) {}

  async list(actor: Actor): Promise<TemplateView[]> {
    this.authorise(actor);
    const stored = await this.repository.list(this.source.manager);
    return NOTICE_KINDS.flatMap((kind) =>
      TEMPLATE_LANGUAGES.map((language) =>
        present(
          kind,
          language,
          stored.find((one) => one.kind === kind && one.language === language),
        ),
      ),
    );
  }

  /** Throws TEMPLATE_UNKNOWN_WORD, TEMPLATE_WORD_MISSING or STALE_VERSION; then nothing was changed. */
  async put(
    actor: Actor,
    kind: NoticeKind,
    language: Language,
    input: z.output<typeof putTemplate>,
  ): Promise<TemplateView> {
    this.authorise(actor);
    checkTemplate(kind, input.body);
    return this.store(actor, { kind, language, body: input.body, version: input.version });
  }

  /** The built-in text stands again. Throws STALE_VERSION. */
  async reset(actor: Actor, kind: NoticeKind, language: Language, version: number): Promise<TemplateView> {
    this.authorise(actor);
    return this.store(actor, { kind, language, body: null, version });
  }

  /** With facts of nobody; what would be refused at saving is refused here. */
  async preview(actor: Actor, input: z.output<typeof previewTemplate>): Promise<TemplatePreview> {
    this.authorise(actor);
    const { kind, language, body } = input;
    checkTemplate(kind, body);
    const bureau = await this.stations.getBureau(this.source.manager);
    const facts = sampleFacts(bureau.timeZone, this.clock.now());
    const link = this.links.address('Ab3dEf6hIj9kLmN2');
    const text = noticeText(kind, facts, { language, template: body, link });
    return { text, characters: text.length, segments: smsSegments(text) };
  }

  private authorise(actor: Actor): void {
    if (!mayEditTemplates(requireStaff(actor))) throw new DomainError('NOT_ALLOWED');
  }

  private store(actor: Actor, { kind, language, body, version }: StoredTemplate): Promise<TemplateView> {
    return this.source.transaction(async (manager) => {
      const edit = { kind, language, body, at: this.clock.now(), by: actor.kind === 'staff' ? actor.id : null };
      const written =
        version === BUILT_IN_VERSION
          ? await this.repository.insertOnce(manager, edit)
          : await this.repository.update(manager, edit, version);
      if (written === null) {
        const current = await this.repository.findVersion(manager, edit);
        throw new DomainError('STALE_VERSION', { version: current ?? BUILT_IN_VERSION });
      }
      await this.audit.write(manager, actor, {
        action: body === null ? 'template.reset' : 'template.edit',
        subjectKind: 'template',
        subjectId: null,
        detail: { kind, language, version: written },
      });
      return present(kind, language, { kind, language, body, version: written });
    });
  }
}

const present = (kind: NoticeKind, language: Language, stored: StoredTemplate | undefined): TemplateView => ({
  kind,
  language,
  body: stored?.body ?? templateOf(language).notice[kind],
  placeholders: [...TEMPLATE_WORDS[kind]],
  edited: stored !== undefined && stored.body !== null,
  version: stored?.version ?? BUILT_IN_VERSION,
});
