/* global fetch */
import { CallClient } from '@rtc/call-client';

/** The product's own call, as its screens use it. */
export function join({ ticketUrl, onRemote }) {
  const client = new CallClient({
    getTicket: async () => {
      const answer = await fetch(ticketUrl);
      if (!answer.ok) throw new Error(`no ticket: ${answer.status}`);
      return answer.json();
    },
  });
  client.subscribe(() => onRemote(client.getSnapshot().remote));
  return {
    joined: client.join(),
    leave: () => client.leave(),
    openCaucus: (side) => client.openCaucus(side),
    closeCaucus: () => client.closeCaucus(),
    snapshot: () => client.getSnapshot(),
  };
}
