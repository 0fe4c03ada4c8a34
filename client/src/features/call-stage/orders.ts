/** What a party or a guest may ask of the call. A refusal shows in the snapshot; none of them throws. */
export interface StageOrders {
  answerCaucus(accepted: boolean): void;
  raiseHand(raised: boolean): void;
}
