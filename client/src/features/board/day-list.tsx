import type { Board } from '@contracts/http/scheduling';
import { Table } from 'antd';
import { useTranslation } from 'react-i18next';
import { clockTime, longDate, shortDate, shortWeekday, startOfDate } from '../../lib/format';
import { useLanguage } from '../../lib/i18n';
import styles from './board.module.css';
import { stateWord } from './booking-words';

/** The timetable as a table, for readers who cannot use the picture. */
export function DayList({ board, week }: { board: Board; week: boolean }) {
  const { t } = useTranslation(['board', 'common']);
  const { language } = useLanguage();
  const stationOf = (roomId: string): string => {
    const room = board.rooms.find(({ id }) => id === roomId);
    return (language === 'en' ? room?.stationNameEn : room?.stationName) ?? '';
  };
  const rows = board.appointments
    .filter(({ state }) => state !== 'cancelled')
    .sort((a, b) => Date.parse(a.startsAt) - Date.parse(b.startsAt));
  return (
    <div className={styles.list}>
      <Table
        size="small"
        pagination={false}
        rowKey="id"
        dataSource={rows}
        scroll={{ x: 720 }}
        title={() => t(week ? 'list.weekCaption' : 'list.caption', { date: longDate(startOfDate(board.on)) })}
        locale={{ emptyText: t('list.none') }}
        columns={[
          {
            title: t('list.time'),
            key: 'time',
            render: (_, { startsAt, endsAt }) => (
              <b>
                {week && `${shortWeekday(startsAt)} ${shortDate(startsAt)} `}
                {clockTime(startsAt)}–{clockTime(endsAt)}
              </b>
            ),
          },
          { title: t('list.room'), key: 'room', render: (_, { roomIds }) => roomIds.map(stationOf).join(t('listSep')) },
          { title: t('list.topic'), key: 'topic', render: (_, { topic }) => t(`common:topic.${topic}`) },
          { title: t('list.official'), dataIndex: 'officialName', key: 'official' },
          { title: t('list.people'), key: 'people', render: (_, { partyNames }) => partyNames.join(t('listSep')) },
          {
            title: t('list.state'),
            key: 'state',
            render: (_, appointment) => stateWord(t, appointment),
          },
        ]}
      />
    </div>
  );
}
