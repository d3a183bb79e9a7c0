package dev.ringdown.identity;

import dev.ringdown.protocol.ErrorCode;
import dev.ringdown.topic.InvalidTopic;
import dev.ringdown.topic.OpenEnded;
import dev.ringdown.topic.RequestedTopic;
import dev.ringdown.topic.Scope;
import dev.ringdown.topic.ShortForm;
import dev.ringdown.topic.Topic;
import dev.ringdown.topic.TopicFilter;
import dev.ringdown.topic.Topics;
import java.util.ArrayList;
import java.util.List;

/**
 * Who may subscribe to what.
 *
 * <pre>
 * identity                  customer_id:&lt;own&gt;…             agent_id:&lt;own&gt;…   anything else
 * agent, admin or manager   yes                           yes              no
 * agent, otherwise          no                            yes              no
 * access key                yes                           no (no agent)    no
 * direct token              the resource that it names    no (no agent)    no
 * super admin               any customer                  yes              no
 * </pre>
 *
 * <p>Stateless, any thread. There is no other place that decides this.
 */
public final class AccessPolicy {
    private static final String EVERY_CUSTOMER = "a super admin reads every customer";

    private AccessPolicy() {}

    /** Decides on a topic as the client wrote it. */
    public static Decision decide(Identity identity, RequestedTopic topic) {
        if (topic instanceof InvalidTopic invalid) {
            return new Decision.Refused(ErrorCode.INVALID_TOPIC, invalid.reason());
        }
        if (topic instanceof OpenEnded open) {
            return identity instanceof DirectIdentity
                    ? forbidden("a direct token names one resource to the end, without a colon behind it")
                    : decide(identity, open.topic());
        }
        if (topic instanceof ShortForm shortForm) {
            return decideShortForm(identity, shortForm);
        }
        TopicFilter filter = (TopicFilter) topic;
        return filter.scope() == Scope.AGENT ? decideAgent(identity, filter) : decideCustomer(identity, filter);
    }

    /** Whether an event with these topics may be read. */
    public static boolean mayRead(Identity identity, Topics topics) {
        for (Topic topic : topics.all()) {
            TopicFilter filter = new TopicFilter(topic.scope(), topic.scopeId(), topic.resource(), topic.resourceId());
            if (decide(identity, filter) instanceof Decision.Allowed allowed
                    && allowed.filters().get(0).reaches(topics)) {
                return true;
            }
        }
        return false;
    }

    private static Decision decideAgent(Identity identity, TopicFilter filter) {
        return filter.scopeId().equals(identity.agent())
                ? allowed(identity, filter, "an agent reads its own topics")
                : forbidden("only the agent itself may subscribe to its topics");
    }

    private static Decision decideCustomer(Identity identity, TopicFilter filter) {
        boolean own = filter.scopeId().equals(identity.customer());
        if (identity instanceof SuperAdmin) {
            return own
                    ? allowed(identity, filter, EVERY_CUSTOMER)
                    : new Decision.Allowed(filter.scopeId(), List.of(filter), EVERY_CUSTOMER);
        }
        if (!own) {
            return forbidden("the topic is another customer's");
        }
        if (identity instanceof AgentIdentity agent) {
            return agent.readsCustomer()
                    ? allowed(identity, filter, "an admin or manager reads everything of its customer")
                    : forbidden("customer topics need the permission admin or manager");
        }
        if (identity instanceof DirectIdentity direct) {
            return decideDirect(direct, filter);
        }
        return allowed(identity, filter, "an access key reads everything of its customer"); // it acts as admin
    }

    private static Decision decideDirect(DirectIdentity direct, TopicFilter filter) {
        if (filter.resource() == null || !direct.resources().contains(filter.resource())) {
            return forbidden("a direct token reads only the resource types that it names");
        }
        if (filter.resourceId() == null) {
            return forbidden("a direct token reads one resource at a time: name its id");
        }
        return direct.names(filter.resourceId())
                ? allowed(
                        direct,
                        filter.forDirectToken(),
                        "a direct token reads single resources of the types that it names")
                : forbidden("a direct token reads only the resource that it names (allowed_resource_id)");
    }

    /** "In every scope that I may read": refused only if no scope is left. */
    private static Decision decideShortForm(Identity identity, ShortForm shortForm) {
        List<TopicFilter> filters = new ArrayList<>(2);
        Decision inCustomer = decide(identity, shortForm.in(Scope.CUSTOMER, identity.customer()));
        if (inCustomer instanceof Decision.Allowed allowed) {
            filters.addAll(allowed.filters());
        }
        if (identity.agent() != null) {
            filters.add(shortForm.in(Scope.AGENT, identity.agent()));
        }
        return filters.isEmpty()
                ? inCustomer
                : new Decision.Allowed(
                        identity.customer(), filters, "a short form stands for every scope that may be read");
    }

    /** Events of the identity's own customer: its very id, which a connection holds anyway, not the one in the filter. */
    private static Decision allowed(Identity identity, TopicFilter filter, String rule) {
        return new Decision.Allowed(identity.customer(), List.of(filter), rule);
    }

    private static Decision forbidden(String message) {
        return new Decision.Refused(ErrorCode.FORBIDDEN, message);
    }
}
