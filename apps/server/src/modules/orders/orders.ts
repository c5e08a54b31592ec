export { onOrderStopped, type StoppedOrder } from './stopped-orders.ts'
export {
  countFreeOrders as freeOrdersByService,
  freeOrders as freeOrdersFor,
  type RoundOrder,
} from './round-order-queries.ts'
export { joinRound, leaveRound, lockForRound, markOrders, type RoundMark, settledOrders } from './round-orders.ts'
export { orderRules } from './order-rules.ts'
export { placeRules } from './place-rules.ts'
