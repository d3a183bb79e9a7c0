/**
 * A cluster under torture: brokers of Kafka and nodes that fill their logs from them, each a process in a network of its own
 * where the machine allows that; what is done to them, and what is compared at the end. Publishers, clients and the oracle are
 * those of one server. It knows brokers by their processes, and asks them by Kafka's client only who leads. All of it runs on
 * the thread that runs the whole, but for the looks that a balancer takes at nodes.
 */
@NullMarked
package dev.ringdown.torture.cluster;

import org.jspecify.annotations.NullMarked;
