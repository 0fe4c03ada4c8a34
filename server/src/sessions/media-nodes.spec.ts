import type { NodeRegistration } from '@contracts/media/control';
import { leastLoaded } from './media-nodes';

const node = (id: string, change: Partial<NodeRegistration> = {}): NodeRegistration => ({
  id,
  signallingUrl: 'http://{host}:4000',
  controlUrl: 'http://127.0.0.1:4000',
  workers: 1,
  calls: 0,
  peers: 0,
  consumers: 0,
  draining: false,
  region: null,
  records: false,
  at: 0,
  ...change,
});

describe('placing a call', () => {
  it('takes the node with the fewest consumers a worker', () => {
    const chosen = leastLoaded([node('small', { consumers: 6 }), node('large', { consumers: 12, workers: 4 })]);
    expect(chosen?.id).toBe('large');
  });

  it('takes the node with fewer calls when the load is equal', () => {
    expect(leastLoaded([node('a', { calls: 2 }), node('b', { calls: 1 })])?.id).toBe('b');
  });

  it('never takes a node that is being emptied', () => {
    expect(leastLoaded([node('a', { draining: true })])).toBeNull();
  });

  const wish = { mustRecord: false, regions: ['north'] };

  it('prefers a node of the stations’ region, however busy it is', () => {
    const nodes = [node('south', { region: 'south' }), node('north', { region: 'north', consumers: 90 }), node('none')];
    expect(leastLoaded(nodes, wish)?.id).toBe('north');
  });

  it('takes the least loaded of all when no node of the region is open', () => {
    const nodes = [
      node('south', { region: 'south', consumers: 3 }),
      node('north', { region: 'north', draining: true }),
      node('none', { consumers: 2 }),
    ];
    expect(leastLoaded(nodes, wish)?.id).toBe('none');
  });

  it('takes only a node that records for a call that must be recorded', () => {
    const nodes = [node('idle'), node('records', { consumers: 50, records: true })];
    expect(leastLoaded(nodes, { mustRecord: true, regions: [] })?.id).toBe('records');
    expect(leastLoaded([node('idle')], { mustRecord: true, regions: [] })).toBeNull();
  });
});
