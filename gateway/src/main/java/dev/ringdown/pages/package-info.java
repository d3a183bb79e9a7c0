/**
 * Web pages that the gateway serves from its own jars: which files there are, of what type, and what a browser may do
 * with them. Immutable, any thread. It knows HTTP only as requests and answers, and nothing of what the pages show.
 */
@NullMarked
package dev.ringdown.pages;

import org.jspecify.annotations.NullMarked;
