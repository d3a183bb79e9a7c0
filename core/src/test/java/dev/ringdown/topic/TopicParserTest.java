package dev.ringdown.topic;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TopicParserTest {
    private static final String ID = "5013bc52-da9a-11ee-844f-2fa34248de28";
    private static final UUID UUID_OF_ID = UUID.fromString(ID);
    private static final String LONGEST_RESOURCE = "r".repeat(64);
    private static final String LONGEST_RESOURCE_ID = "i".repeat(128);

    @Test
    void aScopeAndItsIdMatchEveryResource() {
        assertThat(Parsing.parse("customer_id:" + ID))
                .isEqualTo(new TopicFilter(Scope.CUSTOMER, UUID_OF_ID, null, null));
        assertThat(Parsing.parse("agent_id:" + ID)).isEqualTo(new TopicFilter(Scope.AGENT, UUID_OF_ID, null, null));
    }

    @Test
    void aResourceWithoutIdMatchesEveryIdOfIt() {
        assertThat(Parsing.parse("customer_id:" + ID + ":call"))
                .isEqualTo(new TopicFilter(Scope.CUSTOMER, UUID_OF_ID, "call", null));
        assertThat(Parsing.parse("agent_id:" + ID + ":call"))
                .isEqualTo(new TopicFilter(Scope.AGENT, UUID_OF_ID, "call", null));
    }

    @ParameterizedTest
    @ValueSource(strings = {"queue", "account"})
    void filtersShareTheNamesThatTheRoutingTableHas(String resource) {
        String first = Parsing.filter("customer_id:" + ID + ":" + resource).resource();

        assertThat(Parsing.filter("customer_id:" + ID + ":" + resource).resource())
                .isEqualTo(resource)
                .isSameAs(first);
    }

    /** What a client wrote is gone with its filter: nothing keeps a text of its choosing for good. */
    @Test
    void noOtherNameIsKept() {
        String written = "named-by".concat("-a-client");

        String resource = Parsing.filter("customer_id:" + ID + ':' + written).resource();

        assertThat(resource).isEqualTo(written).isNotSameAs(written.intern());
    }

    @Test
    void fourSegmentsNameOneResource() {
        assertThat(Parsing.parse("customer_id:" + ID + ":call:Ab_9-.z"))
                .isEqualTo(new TopicFilter(Scope.CUSTOMER, UUID_OF_ID, "call", "Ab_9-.z"));
        assertThat(Parsing.parse("agent_id:" + ID + ":queue_call-2:7"))
                .isEqualTo(new TopicFilter(Scope.AGENT, UUID_OF_ID, "queue_call-2", "7"));
    }

    @ParameterizedTest
    @CsvSource({"*,,", "*:*,,", "call:*,call,", "*:17,,17", "call,call,", "call:17,call,17"})
    void theShortFormHasNoScope(String text, String resource, String resourceId) {
        assertThat(Parsing.parse(text)).isEqualTo(new ShortForm(resource, resourceId, TypePattern.ANY));
    }

    @ParameterizedTest
    @CsvSource({":*,,", ":*:*,,", ":call:*,call,", ":*:17,,17"})
    void aStarIsTheSameAsASegmentLeftOut(String tail, String resource, String resourceId) {
        assertThat(Parsing.parse("customer_id:" + ID + tail))
                .isEqualTo(new TopicFilter(Scope.CUSTOMER, UUID_OF_ID, resource, resourceId));
    }

    @Test
    void aResourceMayHave64CharactersAndItsId128() {
        assertThat(Parsing.parse("customer_id:" + ID + ":" + LONGEST_RESOURCE + ":" + LONGEST_RESOURCE_ID))
                .isEqualTo(new TopicFilter(Scope.CUSTOMER, UUID_OF_ID, LONGEST_RESOURCE, LONGEST_RESOURCE_ID));
        assertThat(Parsing.parse(LONGEST_RESOURCE + ":" + LONGEST_RESOURCE_ID))
                .isEqualTo(new ShortForm(LONGEST_RESOURCE, LONGEST_RESOURCE_ID, TypePattern.ANY));
    }

    @Test
    void aResourceOf65CharactersIsInvalid() {
        assertInvalid(LONGEST_RESOURCE + "r", "1 to 64 of a-z 0-9 _ -");
        assertInvalid("customer_id:" + ID + ":" + LONGEST_RESOURCE + "r", "1 to 64 of a-z 0-9 _ -");
    }

    @Test
    void aResourceIdOf129CharactersIsInvalid() {
        assertInvalid("call:" + LONGEST_RESOURCE_ID + "i", "1 to 128 of A-Z a-z 0-9 _ - .");
        assertInvalid("agent_id:" + ID + ":call:" + LONGEST_RESOURCE_ID + "i", "1 to 128 of A-Z a-z 0-9 _ - .");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ":", ":17", "customer_id:" + ID + "::", "agent_id:" + ID + "::17"})
    void anEmptyResourceIsInvalid(String text) {
        assertInvalid(text, "the resource is empty; leave it out or write *");
    }

    @ParameterizedTest
    @ValueSource(strings = {"call::", "*::", "customer_id:" + ID + ":call::", "agent_id:" + ID + ":*::"})
    void anEmptyResourceIdIsInvalid(String text) {
        assertInvalid(text, "the resource id is empty; leave it out or write *");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"Call", "call ", " call", "call.a", "anruf_ü", "call*", "**", "call/1", "CUSTOMER_ID:" + ID})
    void aResourceHasOnlySmallLettersDigitsUnderscoreAndHyphen(String text) {
        assertInvalid(text, "the resource is not * or 1 to 64 of a-z 0-9 _ -");
    }

    @ParameterizedTest
    @ValueSource(strings = {"call:a b", "call:ä", "call:**", "call:a/b", "call:a,b", "call:\u0661"})
    void aResourceIdHasOnlyLettersDigitsUnderscoreHyphenAndDot(String text) {
        assertInvalid(text, "the resource id is not * or 1 to 128 of A-Z a-z 0-9 _ - .");
    }

    @ParameterizedTest
    @ValueSource(strings = {"customer_id", "agent_id"})
    void aScopeAloneIsNoResource(String scope) {
        assertInvalid(scope + ":", "the id is missing; expected " + scope + ":<uuid>");
        assertInvalid(scope, "the id is missing; expected " + scope + ":<uuid>");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "*",
                "1-1-1-1-1",
                "5013bc52da9a11ee844f2fa34248de28",
                "{5013bc52-da9a-11ee-844f-2fa34248de28}",
                "5013bc52-da9a-11ee-844f-2fa34248de2",
                "5013bc52-da9a-11ee-844f-2fa34248de28 ",
                "5013bc52-da9a-11ee-844f-2fa34248de2g",
                "5013bc5-2da9a-11ee-844f-2fa34248de28",
                "5013bc52_da9a_11ee_844f_2fa34248de28",
                "+013bc52-da9a-11ee-844f-2fa34248de28",
                "\uff15013bc52-da9a-11ee-844f-2fa34248de28"
            })
    void aScopeIdIsAUuidInItsOneSpelling(String scopeId) {
        assertInvalid("customer_id:" + scopeId, "the second segment is not a UUID");
        assertInvalid("agent_id:" + scopeId + ":call:17", "the second segment is not a UUID");
    }

    @ParameterizedTest
    @CsvSource({
        "call:call_created,call,,call_created",
        "call:call_*,call,,call_*",
        "call:call_hangup:17,call,17,call_hangup",
        "call:call_*:17,call,17,call_*",
        "call:*:17,call,17,*",
        "call:call_hangup:*,call,,call_hangup",
        "queue:queuecall_created,queue,,queuecall_created",
        "queue:queuecall_created:7,queue,7,queuecall_created",
        "call:recording_*,call,,recording_*",
        "talk:chat*,talk,,chat*",
        "talk:chatmessage_created:9,talk,9,chatmessage_created",
        "transcribe:transcribe_speech_interim,transcribe,,transcribe_speech_interim",
        "webchat_session:webchat_message_created,webchat_session,,webchat_message_created",
        "account:Account_created,account,,Account_created",
        "call:call.outbound_whitelist_rejected,call,,call.outbound_whitelist_rejected",
        "*:call_created,,,call_created"
    })
    void whatIsATypeOfTheResourcesEventsIsNoId(String tail, String resource, String resourceId, String types) {
        assertThat(Parsing.parse("customer_id:" + ID + ":" + tail))
                .isEqualTo(new TopicFilter(
                        Scope.CUSTOMER, UUID_OF_ID, resource, resourceId, new TypePattern(types), false));
        assertThat(Parsing.parse(tail)).isEqualTo(new ShortForm(resource, resourceId, new TypePattern(types)));
    }

    @ParameterizedTest
    @CsvSource({
        "call:callback_created,call,callback_created",
        "call_created:call_created_x,call_created,call_created_x",
        "call:queue_created,call,queue_created",
        "queue:call_created,queue,call_created",
        "queue:chatmessage_created,queue,chatmessage_created",
        "call:call,call,call",
        "call:call_,call,call_",
        "call:CALL_created,call,CALL_created"
    })
    void whatIsNoTypeOfTheResourcesEventsIsAnId(String text, String resource, String resourceId) {
        assertThat(Parsing.parse(text)).isEqualTo(new ShortForm(resource, resourceId, TypePattern.ANY));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "call:callback_*",
                "call:x*",
                "_x:_x_*",
                "call:callback_created:17",
                "call:17:17",
                "queue:call_*:7"
            })
    void aBeginningOfTypesAndAFifthSegmentNeedTypesOfTheResourcesEvents(String text) {
        String resource = text.substring(0, text.indexOf(':'));

        assertInvalid(text, "is no type, or beginning of types, of events that belong to " + resource);
    }

    @ParameterizedTest
    @ValueSource(strings = {"call", "call:17", "call:call_created", "call:call_created:17", "*"})
    void aColonBehindATopicChangesNothingInIt(String text) {
        assertThat(Parsing.parse(text + ":")).isEqualTo(new OpenEnded(Parsing.parse(text)));
        assertThat(Parsing.parse("customer_id:" + ID + ":" + text + ":"))
                .isEqualTo(new OpenEnded(Parsing.parse("customer_id:" + ID + ":" + text)));
    }

    @Test
    void aColonBehindTheScopeChangesNothingInIt() {
        assertThat(Parsing.parse("customer_id:" + ID + ":"))
                .isEqualTo(new OpenEnded(new TopicFilter(Scope.CUSTOMER, UUID_OF_ID, null, null)));
    }

    /** VoIPBin publishes {@code Account_created}, and means the account. */
    @Test
    void aResourceIsReadAsTheOneThatItsTypesBelongTo() {
        assertThat(Parsing.parse("Account:17")).isEqualTo(new ShortForm("account", "17", TypePattern.ANY));
        assertThat(Parsing.parse("call.outbound")).isEqualTo(new ShortForm("call", null, TypePattern.ANY));
    }

    @Test
    void moreThanFiveSegmentsAreInvalid() {
        assertInvalid("customer_id:" + ID + ":call:call_created:17:x", "6 segments; expected customer_id:<uuid>");
        assertInvalid("agent_id:" + ID + ":call:call_created:17::", "6 segments; expected agent_id:<uuid>");
    }

    @ParameterizedTest
    @ValueSource(strings = {"call:call_created:17:x", "call:17:x:y", "call:*:*:*", "tenant_id:" + ID + ":call:17"})
    void moreThanThreeSegmentsNeedAScope(String text) {
        assertInvalid(text, "starts with customer_id or agent_id");
    }

    @Test
    void uuidsCompareWithoutRegardToCase() {
        assertThat(Parsing.parse(
                        "customer_id:5013BC52-DA9A-11EE-844F-2FA34248DE28:call:74AC5405-7C70-4184-9388-1C9F8F8CE25F"))
                .isEqualTo(Parsing.parse(
                        "customer_id:5013bc52-da9a-11ee-844f-2fa34248de28:call:74ac5405-7c70-4184-9388-1c9f8f8ce25f"));
    }

    @Test
    void whatIsNoUuidIsCaseSensitive() {
        assertThat(Parsing.parse("customer_id:" + ID + ":call:Abc"))
                .isNotEqualTo(Parsing.parse("customer_id:" + ID + ":call:abc"));
        assertThat(Parsing.parse("call:Abc")).isNotEqualTo(Parsing.parse("call:abc"));
    }

    @Test
    void theShortFormStandsForAFilterInEachScope() {
        ShortForm shortForm = new ShortForm("call", "74AC5405-7C70-4184-9388-1C9F8F8CE25F", TypePattern.ANY);

        TopicFilter filter = shortForm.in(Scope.AGENT, UUID_OF_ID);

        assertThat(filter).isEqualTo(Parsing.parse("agent_id:" + ID + ":call:74ac5405-7c70-4184-9388-1c9f8f8ce25f"));
    }

    private static void assertInvalid(String text, String reason) {
        assertThat(Parsing.parse(text))
                .isInstanceOfSatisfying(
                        InvalidTopic.class,
                        invalid -> assertThat(invalid.reason()).contains(reason));
    }
}
