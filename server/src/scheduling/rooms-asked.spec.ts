import { roomsAsked } from './plan-request';
import type { BookableResource } from './resource.repository';

const room = (id: string, stationId: string, outOfOrder = false): BookableResource => ({
  id,
  kind: 'room',
  name: id,
  stationId,
  staffId: null,
  branch: null,
  topics: [],
  languages: [],
  isLeader: false,
  outOfOrder,
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

  it('are one for both where one of two sets is broken, and two again for those who must not meet', () => {
    const rooms = [room('r1', 's1', true), room('r2', 's1')];
    expect(roomsAsked({ stationIds: ['s1', 's1'] }, rooms)).toEqual(['s1']);
    expect(roomsAsked({ stationIds: ['s1', 's1'], screened: true }, rooms)).toEqual(['s1', 's1']);
    expect(roomsAsked({ stationIds: ['s1', 's1'] }, [...rooms, room('r3', 's1')])).toEqual(['s1', 's1']);
  });

  it('are what the station would have, were it mended, where every set is broken', () => {
    expect(roomsAsked({ stationIds: ['s1', 's1'] }, [room('r1', 's1', true)])).toEqual(['s1']);
    const both = [room('r1', 's1', true), room('r2', 's1', true)];
    expect(roomsAsked({ stationIds: ['s1', 's1'] }, both)).toEqual(['s1', 's1']);
  });

  it('stay two for those who must not meet, and where no room is known', () => {
    expect(roomsAsked({ stationIds: ['s1', 's1'], screened: true }, [room('r1', 's1')])).toEqual(['s1', 's1']);
    expect(roomsAsked({ stationIds: ['s1', 's1'] }, [])).toEqual(['s1', 's1']);
  });
});
