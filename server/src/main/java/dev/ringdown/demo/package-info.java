/**
 * A simulated contact centre: it owns a plausible world of customers, agents, calls and messages under one seed, and
 * publishes what happens there as any publisher would, over HTTP. The world is confined to one thread, which paces it,
 * and each customer's events travel on a thread of their own. It must not know anything of the server that it publishes
 * to, but for the publish endpoint.
 */
@NullMarked
package dev.ringdown.demo;

import org.jspecify.annotations.NullMarked;
