/**
 * The scenarios themselves, by what they abuse. Each is told in one place: who, what is sent, and what must hold. They know
 * the wire and nothing of the product.
 */
@NullMarked
package dev.ringdown.torture.abuse.scenarios;

import org.jspecify.annotations.NullMarked;
