/** The event that every timer fires, after its own. */
export const TIMER_FIRE = "timer_fire";
