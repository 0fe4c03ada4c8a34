const FRAME_ID = 'slip-frame';

/**
 * Fetches the slip of one party and opens the printer's dialog over it. False when it could not be fetched;
 * the registration stands either way.
 */
export async function printSlip(requestId: string, partyId: string): Promise<boolean> {
  let slip: Blob;
  try {
    const answer = await fetch(`/api/requests/${requestId}/slip.pdf?party=${partyId}`, { credentials: 'same-origin' });
    if (!answer.ok) return false;
    slip = await answer.blob();
  } catch {
    return false;
  }
  document.getElementById(FRAME_ID)?.remove();
  const url = URL.createObjectURL(slip);
  const frame = document.createElement('iframe');
  frame.id = FRAME_ID;
  frame.title = 'slip';
  // Not display:none: a frame without a layout is printed empty.
  frame.style.cssText = 'position:fixed;right:0;bottom:0;width:1px;height:1px;border:0;opacity:0';
  frame.src = url;
  frame.addEventListener('load', () => {
    frame.contentWindow?.focus();
    frame.contentWindow?.print();
    URL.revokeObjectURL(url);
  });
  document.body.append(frame);
  return true;
}
