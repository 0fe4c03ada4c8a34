import type { NoticeView } from '@contracts/http/notices';
import type { NoticeEntity } from './notice.entity';

export const presentNotice = (notice: NoticeEntity): NoticeView => ({
  id: notice.id,
  partyId: notice.partyId,
  kind: notice.kind,
  channel: notice.channel,
  state: notice.state,
  text: notice.body,
  createdAt: notice.createdAt.toISOString(),
  sentAt: notice.sentAt?.toISOString() ?? null,
  deliveredAt: notice.deliveredAt?.toISOString() ?? null,
  acknowledgedBy: notice.acknowledgedBy,
});
