package dev.ringdown.subscription;

import static java.util.Objects.requireNonNull;

import dev.ringdown.catchup.SharedReads;
import dev.ringdown.fanout.LoopRouter;
import dev.ringdown.identity.AccessPolicy;
import dev.ringdown.identity.Decision;
import dev.ringdown.identity.Identity;
import dev.ringdown.limits.Account;
import dev.ringdown.log.LogEntry;
import dev.ringdown.message.ClientMessage;
import dev.ringdown.message.Rejection;
import dev.ringdown.protocol.Limit;
import dev.ringdown.routing.TypeFilter;
import dev.ringdown.topic.InvalidTopic;
import dev.ringdown.topic.OpenEnded;
import dev.ringdown.topic.RequestedTopic;
import dev.ringdown.topic.Scope;
import dev.ringdown.topic.TopicFilter;
import dev.ringdown.topic.TopicParser;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** What one session has subscribed to, by the topics as they were written. Confined to the session's event loop. */
public final class Subscriptions {
    /**
     * A topic that may be subscribed.
     *
     * @param customer whose events it means
     * @param bytes what was taken for it from the session's account
     */
    record Granted(String topic, UUID customer, List<TopicFilter> filters, int bytes) {}

    /** Only a super admin has more than two. */
    private static final int FEW_FEEDS = 2;

    private Identity identity;
    private final TopicParser topicParser;
    private final LoopRouter router;
    private final SharedReads reads;
    private final Outlet outlet;
    private final int maxTopics;
    private final FilterCosts costs;

    private final Feeds feeds = new Feeds();

    public Subscriptions(
            Identity identity,
            TopicParser topicParser,
            LoopRouter router,
            SharedReads reads,
            Outlet outlet,
            int maxTopics,
            Account account) {
        this.identity = identity;
        this.topicParser = topicParser;
        this.router = router;
        this.reads = reads;
        this.outlet = outlet;
        this.maxTopics = maxTopics;
        this.costs = new FilterCosts(account);
    }

    /**
     * Decides on topics and takes what they cost, without subscribing them yet. What is granted must be subscribed, replayed or
     * {@linkplain #giveUp given up} in the same task.
     *
     * @param rejected gets those that may not be subscribed
     */
    List<Granted> grant(List<String> topics, TypeFilter types, List<Rejection> rejected) {
        List<Granted> granted = new ArrayList<>(topics.size());
        int topicCount = topicCount();
        Limit over = null;
        for (String topic : topics) {
            Decision decision = AccessPolicy.decide(identity, topicParser.parse(topic));
            if (decision instanceof Decision.Refused refused) {
                rejected.add(Rejection.of(topic, refused));
                continue;
            }
            Decision.Allowed allowed = (Decision.Allowed) decision;
            List<TopicFilter> filters = allowed.filters();
            Subscription before = subscription(topic, allowed.customer());
            if (before == null && topicCount >= maxTopics) {
                rejected.add(Rejection.tooManyTopics(topic, maxTopics));
                continue;
            }
            int bytes = bytesOf(topic, filters, types, before);
            over = over == null
                    ? costs.tryTake(bytes, filters.get(0), types)
                    : over; // the rest of the message likewise
            if (over != null) {
                rejected.add(Rejection.overBudget(topic, over));
                continue;
            }
            topicCount += before == null ? 1 : 0;
            granted.add(new Granted(topic, allowed.customer(), filters, bytes));
        }
        return granted;
    }

    /** Not less than before: what is held already may be held by this very topic. */
    private int bytesOf(String topic, List<TopicFilter> filters, TypeFilter types, @Nullable Subscription before) {
        int bytes = FilterCosts.bytesOf(topic, filters, types, router);
        return before == null ? bytes : Math.max(bytes, before.bytes());
    }

    /** What was granted is not subscribed after all. */
    void giveUp(List<Granted> granted, TypeFilter types) {
        granted.forEach(topic -> costs.give(topic.bytes(), topic.filters().get(0), types));
    }

    /** Subscribes topics from now on; one that is subscribed already gets the new options, and its replay ends. */
    void subscribe(List<Granted> granted, ClientMessage.Subscribe message) {
        for (Granted topic : granted) {
            unsubscribeIfNeeded(topic);
            active(topic.customer()).subscribe(topic, message.types());
        }
    }

    /** The one customer to whom all topics belong, or null if they belong to several. */
    @Nullable
    UUID oneCustomer(List<Granted> granted) {
        List<UUID> customers =
                granted.stream().map(Granted::customer).distinct().toList();
        return customers.size() == 1 ? customers.get(0) : null;
    }

    /**
     * Begins a replay of topics of one customer; it does not walk yet. Topics that are subscribed already are taken back
     * first, and get the new options.
     */
    Replay replay(UUID customer, List<Granted> granted, ClientMessage.Subscribe message, long heldOffset) {
        granted.forEach(this::unsubscribeIfNeeded);
        Feed feed = active(customer);
        Replay replay = new Replay(feed, outlet, router, heldOffset);
        for (Granted topic : granted) {
            replay.subscribe(topic, message.types());
        }
        feed.begin(replay);
        return replay;
    }

    /** Replays of this session, made when one is asked for. */
    Replays replays() {
        return new Replays(router, reads, this, outlet);
    }

    /** The cursor over a customer's events, made when it is first needed. */
    Feed feed(UUID customer) {
        Feed feed = feeds.get(customer);
        if (feed == null) {
            feed = new Feed(customer, router, reads, outlet, costs);
            feeds.add(feed);
        }
        return feed;
    }

    /** The cursor over a customer's events, which is about to get a topic. */
    private Feed active(UUID customer) {
        Feed feed = feed(customer);
        feeds.activate(feed);
        return feed;
    }

    private @Nullable Subscription subscription(String topic, UUID customer) {
        Feed feed = feeds.get(customer);
        return feed == null ? null : feed.get(topic);
    }

    private void unsubscribeIfNeeded(Granted topic) {
        unsubscribe(topic.topic(), topic.customer());
    }

    /** Takes a topic back; false if it was not subscribed in this spelling. */
    public boolean unsubscribe(String topic) {
        if (feeds.size() <= FEW_FEEDS) { // a look-up costs less than reading what may be no topic at all
            Feed feed = feeds.having(topic);
            return feed != null && unsubscribe(topic, feed);
        }
        UUID customer = customerOf(topicParser.parse(topic));
        return customer != null && unsubscribe(topic, customer);
    }

    private boolean unsubscribe(String topic, UUID customer) {
        Feed feed = feeds.get(customer);
        return feed != null && unsubscribe(topic, feed);
    }

    private boolean unsubscribe(String topic, Feed feed) {
        Subscription ended = feed.unsubscribe(topic);
        if (ended == null) {
            return false;
        }
        costs.give(ended.bytes(), ended.asked().get(0).filter(), ended.types());
        feeds.settle(feed);
        return true;
    }

    /** Whose events a topic means, as {@link Granted#customer} says if it is granted; null if it is none. */
    private @Nullable UUID customerOf(RequestedTopic topic) {
        if (topic instanceof OpenEnded open) {
            return customerOf(open.topic());
        }
        if (topic instanceof InvalidTopic) {
            return null;
        }
        return topic instanceof TopicFilter filter && filter.scope() == Scope.CUSTOMER
                ? filter.scopeId()
                : identity.customer();
    }

    /**
     * Decides on every topic again, for the same holder with another token.
     *
     * @return topics that it may not read any more, or that cost more now than there is left, which are taken back
     */
    public List<String> renew(Identity newIdentity) {
        identity = newIdentity;
        List<String> dropped = new ArrayList<>(0);
        for (Feed feed : feeds.all().toList()) {
            for (String topic : feed.topics()) {
                Decision decision = AccessPolicy.decide(identity, topicParser.parse(topic));
                if (!(decision instanceof Decision.Allowed allowed && refilter(feed, topic, allowed.filters()))) {
                    dropped.add(topic);
                }
            }
        }
        dropped.sort(null);
        dropped.forEach(this::unsubscribe);
        return dropped;
    }

    /** Other filters stand for a topic from here on; false if they cost more than there is left. */
    private boolean refilter(Feed feed, String topic, List<TopicFilter> filters) {
        Subscription subscription = requireNonNull(feed.get(topic), topic);
        if (subscription.hasFilters(filters)) {
            return true;
        }
        List<TopicFilter> more = new ArrayList<>(filters);
        more.removeAll(subscription.filters());
        int bytes = more.isEmpty() ? 0 : FilterCosts.bytesOf(topic, more, subscription.types(), router);
        if (!costs.tryTake(bytes)) {
            return false;
        }
        feed.refilter(topic, filters);
        subscription.costs(subscription.bytes() + bytes);
        return true;
    }

    /** How many topics are subscribed. */
    public int topicCount() {
        return feeds.all().mapToInt(Feed::topicCount).sum();
    }

    /** Whether some of it is served from the log: a feed that fell behind, or a replay. */
    public boolean isBehind() {
        return feeds.all().anyMatch(Feed::isBehind);
    }

    /** The router has come to an entry: lets it be noted, if it is passed. */
    public void noteRouted(LogEntry entry, Witness witness) {
        Feed feed = feeds.get(entry.customer());
        if (feed != null) {
            feed.noteRouted(entry, witness);
        } else if (entry.customer().equals(identity.customer())) {
            witness.passed(entry, List.of());
        }
    }

    /** Whether the holder may read an entry, subscribed or not. */
    public boolean mayRead(LogEntry entry) {
        return AccessPolicy.mayRead(identity, entry.topics());
    }

    /** The topics that ask for an entry, in their order. */
    public List<String> topicsThatMatch(LogEntry entry) {
        Feed feed = feeds.get(entry.customer());
        return feed == null ? List.of() : feed.topicsThatMatch(entry);
    }

    /** Whether one of the filters is asked for. */
    public boolean overlap(Predicate<TopicFilter> asked) {
        return feeds.all().anyMatch(feed -> feed.overlap(asked));
    }

    /** What every subscription is now, in the order of the topics. */
    public List<SubscriptionStatus> status() {
        return feeds.all()
                .flatMap(Feed::status)
                .sorted(Comparator.comparing(SubscriptionStatus::topic))
                .toList();
    }

    /** Up to where everything of the identity's own customer has been sent. */
    public long completeOffset() {
        Feed own = feeds.get(identity.customer());
        return own == null ? router.routedOffset() : own.completeOffset();
    }

    /**
     * The offset with which a client that has got everything so far may come back, and miss nothing that it asked for;
     * none while what {@code last} or {@code snapshot} asked for is still to come, since that is no stretch of the log.
     */
    public OptionalLong resumeOffset() {
        long offset = feeds.isEmpty() ? router.routedOffset() : Long.MAX_VALUE;
        if (!feeds.all().allMatch(Feed::isResumable)) {
            return OptionalLong.empty();
        }
        return OptionalLong.of(Math.min(
                offset, feeds.all().mapToLong(Feed::completeOffset).min().orElse(Long.MAX_VALUE)));
    }

    /** The socket takes more again. */
    public void onWritable() {
        feeds.onWritable();
    }

    /** Takes everything back. */
    public void clear() {
        feeds.clear();
    }
}
