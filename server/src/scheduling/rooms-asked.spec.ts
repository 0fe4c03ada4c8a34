import { roomsAsked } from './plan-request';
import type { BookableResource } from './resource.repository';

const room = (id: string, stationId: string): BookableResource => ({
  id,
  kind: 'room',
  name: id,
  stationId,
  staffId: null,
  branch: null,
  topics: [],
  languages: [],
  isLeader: false,
  outOfOrder: false,
  recused: false,
  sawBefore: false,
  talks: 0,
  marketWeekdays: [],
  marketDigits: [],
});

describe('the rooms that a talk asks for', () => {
  it('are one for each party, at their own stations', () => {
    expect(roomsAsked({ stationIds: ['s1', 's2'] }, [room('r1', 's1'), room('r2', 's2')])).toEqual(['s1', 's2']);
  });

  it('are one for both at a station that has one, and two where it has two', () => {
    expect(roomsAsked({ stationIds: ['s1', 's1'] }, [room('r1', 's1')])).toEqual(['s1']);
    expect(roomsAsked({ stationIds: ['s1', 's1'] }, [room('r1', 's1'), room('r2', 's1')])).toEqual(['s1', 's1']);
  });

  it('stay two for those who must not meet, and where no room is known', () => {
    expect(roomsAsked({ stationIds: ['s1', 's1'], screened: true }, [room('r1', 's1')])).toEqual(['s1', 's1']);
    expect(roomsAsked({ stationIds: ['s1', 's1'] }, [])).toEqual(['s1', 's1']);
  });
});
