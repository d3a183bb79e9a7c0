package dev.ringdown.client;

/** What a publisher of {@link Connection#events} brings: an event, or a gap or a rejected topic where it belongs. */
public sealed interface Item permits Event, Gap, Rejected {}
