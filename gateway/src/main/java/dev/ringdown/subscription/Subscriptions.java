package dev.ringdown.subscription;

import dev.ringdown.identity.AccessPolicy;
import dev.ringdown.identity.Identity;
import dev.ringdown.log.LogEntry;
import dev.ringdown.log.Sequence;
import dev.ringdown.message.ClientMessage;
import dev.ringdown.topic.InvalidTopic;
import dev.ringdown.topic.OpenEnded;
import dev.ringdown.topic.RequestedTopic;
import dev.ringdown.topic.Scope;
import dev.ringdown.topic.TopicFilter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What one session has subscribed to, by the topics as they were written. Confined to the session's event loop. */
public final class Subscriptions {
    /** Only a super admin has more than two. */
    private static final int FEW_FEEDS = 2;

    private final LoopContext loop;
    private final Outlet outlet;
    private final FilterCosts costs;
    private final Feeds feeds = new Feeds();
    private Identity identity;
    private boolean followsOne;

    /** @param outlet whose account pays for what is subscribed */
    public Subscriptions(LoopContext loop, Identity identity, Outlet outlet) {
        this.loop = loop;
        this.identity = identity;
        this.outlet = outlet;
        this.costs = new FilterCosts(outlet.account());
    }

    /** Decides on the topics of a message and takes what they cost, without subscribing them yet. */
    Grants grant(ClientMessage.Subscribe message) {
        return granting().grant(message, feeds);
    }

    private Granting granting() {
        return new Granting(loop, identity, costs);
    }

    /** What was granted is not subscribed after all. */
    void giveUp(Grants grants) {
        for (GrantedTopic topic : grants.topics()) {
            costs.give(topic.bytes(), topic.filters().get(0), grants.message().types());
        }
    }

    /** Subscribes topics from now on; one that is subscribed already gets the new options, and its replay ends. */
    void subscribe(Grants grants) {
        for (GrantedTopic topic : grants.topics()) {
            unsubscribe(topic.topic(), topic.customer());
            active(topic.customer()).subscribe(topic, grants.message().types());
        }
        grants.topics().stream().map(GrantedTopic::customer).distinct().forEach(this::fixPosition);
    }

    /** The answer says from where on the topics are live. */
    private void fixPosition(UUID customer) {
        long unused = feed(customer).exactNumber();
    }

    /**
     * Lets a replay bring topics, all of its customer, to the feed. Those that are subscribed already are taken back first,
     * and get the new options; history that is sent once leaves them as they are.
     */
    void replay(Grants grants, Replay replay) {
        for (GrantedTopic topic : replay.isOnce() ? List.<GrantedTopic>of() : grants.topics()) {
            unsubscribe(topic.topic(), topic.customer());
        }
        for (GrantedTopic topic : grants.topics()) {
            replay.subscribe(topic, grants.message().types());
        }
        active(replay.customer()).start(replay);
    }

    /** Ends a replay that could not begin, with what it was to bring and nothing else; returns those topics. */
    List<String> end(Replay replay) {
        List<String> topics = replay.subscriptions.topics();
        replay.subscriptions.all().forEach(this::giveBack);
        Feed feed = feed(replay.customer());
        feed.end(replay);
        feeds.settle(feed);
        return topics;
    }

    private void giveBack(Subscription ended) {
        costs.give(ended.bytes(), ended.asked().get(0).filter(), ended.types());
    }

    /** The cursor over a customer's events, made when it is first needed. */
    Feed feed(UUID customer) {
        Feed feed = feeds.get(customer);
        if (feed == null) {
            feed = new Feed(loop, customer, outlet, costs);
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

    /** Takes a topic back; false if it was not subscribed in this spelling. */
    public boolean unsubscribe(String topic) {
        feeds.all().forEach(feed -> feed.replays.endOnce(topic));
        if (feeds.size() <= FEW_FEEDS) { // a look-up costs less than reading what may be no topic at all
            Feed feed = feeds.having(topic);
            return feed != null && unsubscribe(topic, feed);
        }
        UUID customer = customerOf(loop.topicParser().parse(topic));
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
        giveBack(ended);
        feeds.settle(feed);
        return true;
    }

    /** Whose events a topic means, as {@link GrantedTopic#customer} says if it is granted; null if it is none. */
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
        Granting granting = granting();
        List<String> dropped = new ArrayList<>(0);
        for (Feed feed : feeds.all().toList()) {
            for (Subscription subscription : feed.subscriptions().toList()) {
                List<TopicFilter> filters = granting.renew(subscription);
                if (filters == null) {
                    dropped.add(subscription.topic());
                } else {
                    feed.refilter(subscription.topic(), filters);
                }
            }
        }
        dropped.sort(null);
        dropped.forEach(this::unsubscribe);
        return dropped;
    }

    /** How many topics are subscribed. */
    public int topicCount() {
        return feeds.topicCount();
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
        if (feed == null) {
            return List.of();
        }
        if (!feed.isBehind()) { // as mostly, and this is asked for every event that is traced
            return feed.topicsThatMatch(entry);
        }
        return feed.cursors()
                .flatMap(cursor -> cursor.topicsThatMatch(entry).stream())
                .sorted()
                .toList();
    }

    /** Whether one of the filters is asked for. */
    public boolean overlap(Predicate<TopicFilter> asked) {
        return feeds.all()
                .flatMap(Feed::subscriptions)
                .anyMatch(subscription -> subscription.filters().stream().anyMatch(asked));
    }

    /** What every subscription is now, in the order of the topics. */
    public List<SubscriptionStatus> status() {
        return feeds.all()
                .flatMap(Feed::cursors)
                .flatMap(Subscriptions::status)
                .sorted(Comparator.comparing(SubscriptionStatus::topic))
                .toList();
    }

    private static Stream<SubscriptionStatus> status(Cursor cursor) {
        return cursor.subscriptions.all().stream().map(subscription -> subscription.status(cursor.isReplay()));
    }

    /** All topics are of one customer from now on, as those of an event stream are: positions speak of that one. */
    public void followOne() {
        followsOne = true;
    }

    /** Whose positions are told where nobody asks for a customer's. */
    private UUID toldCustomer() {
        return followsOne && !feeds.isEmpty()
                ? feeds.all().findFirst().orElseThrow().customer()
                : identity.customer();
    }

    /** Everything of the identity's own customer that is asked for has been sent up to here. */
    public Sequence sequence() {
        return sequence(toldCustomer());
    }

    /** Everything of a customer that is asked for has been sent up to here. */
    Sequence sequence(UUID customer) {
        Feed feed = feeds.get(customer);
        return feed == null
                ? loop.sequence(
                        loop.reads().counts().upTo(customer, loop.router().routedOffset(), 0))
                : feed.complete();
    }

    /** How many entries of the same customer the log has beyond {@link #sequence}. */
    public long lag() {
        UUID customer = toldCustomer();
        return loop.reads().log().count(customer).number() - sequence(customer).number();
    }

    /**
     * The position with which a client that has got everything so far may come back, and miss nothing that it asked for;
     * null while what {@code last} or {@code snapshot} asked for is still to come, since that is no stretch of the log.
     */
    public @Nullable Sequence position() {
        return feeds.all().allMatch(Feed::isResumable) ? sequence() : null;
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
