package io.ticklake.embedded.sns;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ticklake.embedded.awsapi.AwsError;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FilterPolicyTest {
  private static final Map<String, MessageAttribute> ATTRIBUTES =
      Map.of(
          "zone", new MessageAttribute("String", "bars"),
          "rows", new MessageAttribute("Number", "10.0"),
          "tags", new MessageAttribute("String.Array", "[\"a\",\"b\",3]"));

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      textBlock =
          """
          `{"zone":["bars","raw"]}`                               , true
          `{"zone":["raw"]}`                                      , false
          `{"zone":["bars"],"rows":[11]}`                         , false
          `{"zone":[{"prefix":"ba"}]}`                            , true
          `{"zone":[{"suffix":"rs"}]}`                            , true
          `{"zone":[{"suffix":"ba"}]}`                            , false
          `{"zone":[{"equals-ignore-case":"BARS"}]}`              , true
          `{"zone":[{"anything-but":"bars"}]}`                    , false
          `{"zone":[{"anything-but":["raw","x"]}]}`               , true
          `{"zone":[{"anything-but":{"prefix":"ba"}}]}`           , false
          `{"absent":[{"anything-but":"x"}]}`                     , false
          `{"rows":[10]}`                                         , true
          `{"rows":["10.0"]}`                                     , false
          `{"rows":[{"numeric":[">",9,"<=",10]}]}`                , true
          `{"rows":[{"numeric":["=",11]}]}`                       , false
          `{"zone":[{"exists":true}]}`                            , true
          `{"zone":[{"exists":false}]}`                           , false
          `{"absent":[{"exists":false}]}`                         , true
          `{"absent":["x",{"exists":false}]}`                     , true
          `{"tags":["b"]}`                                        , true
          `{"tags":[3]}`                                          , true
          `{"tags":["c"]}`                                        , false
          `{"$or":[{"zone":["raw"]},{"rows":[10]}]}`              , true
          `{"$or":[{"zone":["raw"]},{"rows":[11]}]}`              , false
          """)
  void comparesAttributes(String policy, boolean wanted) throws AwsError {
    assertThat(FilterPolicy.parse(policy, FilterScope.MESSAGE_ATTRIBUTES).wants(message("text")))
        .isEqualTo(wanted);
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      textBlock =
          """
          `{"object":{"zone":["bars"]}}`                , true
          `{"object":{"zone":["raw"]}}`                 , false
          `{"rows":[{"numeric":[">",5]}]}`              , true
          `{"ok":[true]}`                               , true
          `{"parts":{"n":[2]}}`                         , true
          `{"parts":{"n":[3]}}`                         , false
          `{"none":[null]}`                             , true
          """)
  void comparesTheBody(String policy, boolean wanted) throws AwsError {
    Message message =
        message(
            "{\"object\":{\"zone\":\"bars\"},\"rows\":6,\"ok\":true,\"none\":null,"
                + "\"parts\":[{\"n\":1},{\"n\":2}]}");

    assertThat(FilterPolicy.parse(policy, FilterScope.MESSAGE_BODY).wants(message))
        .isEqualTo(wanted);
  }

  @Test
  void doesNotWantABodyThatIsNoJson() throws AwsError {
    assertThat(
            FilterPolicy.parse("{\"a\":[1]}", FilterScope.MESSAGE_BODY).wants(message("no json")))
        .isFalse();
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      textBlock =
          """
          `{"a":["1"],"b":["1"],"c":["1"],"d":["1"],"e":["1"],"f":["1"]}` , can not have more than 5 keys
          `{"a":{"b":["1"]}}`                  , scope MessageAttributes does not support nested filter policy
          `{"a":[1,2,3,4,5,6],"b":[1,2,3,4,5,6],"c":[1,2,3,4,5]}`         , Filter policy is too complex
          `{"a":"1"}`                          , must be an object or an array
          `{"a":[{"smaller":1}]}`              , Unrecognized match type smaller
          `{"a":[{"numeric":["~",1]}]}`        , Unrecognized numeric range operator
          `{"a":[}`                            , failed to parse JSON
          """)
  void refusesWhatSnsRefuses(String policy, String reason) {
    assertThatThrownBy(() -> FilterPolicy.parse(policy, FilterScope.MESSAGE_ATTRIBUTES))
        .isInstanceOf(AwsError.class)
        .hasMessageStartingWith("Invalid parameter: ")
        .hasMessageContaining(reason);
  }

  private static Message message(String body) {
    return new Message(
        "id",
        "arn:aws:sns:us-east-1:000000000000:t",
        Optional.empty(),
        body,
        Optional.empty(),
        ATTRIBUTES,
        Instant.EPOCH);
  }
}
