-- Every kind of question, every-kind@1.0.0: a row a respondent, in SQL for duckdb.
-- Fingerprint of the scorecard: 5d7f08ead96914bfcb78ef1ca66cd749db579a35f2964c4b5f429be031f5ec09
-- Columns that are read: unit, round, respondent, role, market, outcomes, upkeep, complaint,
-- recall, recall.note, recall-time, schedule, attention.customer, attention.process,
-- attention.other. Where the table does not have one, say so with --without when this is made.
-- Columns of answers hold integers or texts: a 3.0 of a column of decimals is no code, and its
-- row is left out.
-- Rows count as they stand, repeated ones too, as with "pendulum batch --on-duplicate ignore".
-- 11. One row a respondent, in points.
SELECT
  _unit AS "unit",
  nullif(_round, '') AS "round",
  nullif(_respondent, '') AS "respondent",
  nullif(_role, '') AS "role",
  CASE WHEN _customer >= 0 THEN CAST(CAST(_customer AS DECIMAL(9, 0)) * 0.001 AS DECIMAL(12, 3)) END AS "customer",
  CASE WHEN _process >= 0 THEN CAST(CAST(_process AS DECIMAL(9, 0)) * 0.001 AS DECIMAL(12, 3)) END AS "process",
  CASE WHEN _customer >= 0 AND _process >= 0 THEN CAST(CAST(_customer - _process AS DECIMAL(9, 0)) * 0.001 AS DECIMAL(12, 3)) END AS "position",
  CASE WHEN _applicable > 0 THEN CAST(CAST((2 * (1000 * _answered) + greatest(_applicable, 1)) // (2 * greatest(_applicable, 1)) AS DECIMAL(9, 0)) * 0.001 AS DECIMAL(12, 3)) END AS "coverage",
  CASE WHEN _customer >= 0 AND _process >= 0 THEN 'scored' ELSE 'insufficient' END AS "status"
FROM (
  -- 10. The leanings in thousandths of a point: -1 is insufficient.
  SELECT
    *,
    CASE
      WHEN _weight_customer > 0 AND _weight_customer * 1000 >= _all_customer * 700 THEN (2 * (_sum_customer) + greatest(_weight_customer, 1)) // (2 * greatest(_weight_customer, 1))
      ELSE -1
    END AS _customer,
    CASE
      WHEN _weight_process > 0 AND _weight_process * 1000 >= _all_process * 700 THEN (2 * (_sum_process) + greatest(_weight_process, 1)) // (2 * greatest(_weight_process, 1))
      ELSE -1
    END AS _process
  FROM (
    -- 9. What the dimensions add up to.
    SELECT
      *,
      CASE WHEN _side1_customer >= 0 THEN 1000 * _side1_customer ELSE 0 END
      + CASE WHEN _side2_customer >= 0 THEN 1500 * _side2_customer ELSE 0 END AS _sum_customer,
      CASE WHEN _side1_customer >= 0 THEN 1000 ELSE 0 END
      + CASE WHEN _side2_customer >= 0 THEN 1500 ELSE 0 END AS _weight_customer,
      CASE WHEN _side1_customer <> -2 THEN 1000 ELSE 0 END
      + CASE WHEN _side2_customer <> -2 THEN 1500 ELSE 0 END AS _all_customer,
      CASE WHEN _side1_process >= 0 THEN 1000 * _side1_process ELSE 0 END
      + CASE WHEN _side2_process >= 0 THEN 1500 * _side2_process ELSE 0 END AS _sum_process,
      CASE WHEN _side1_process >= 0 THEN 1000 ELSE 0 END
      + CASE WHEN _side2_process >= 0 THEN 1500 ELSE 0 END AS _weight_process,
      CASE WHEN _side1_process <> -2 THEN 1000 ELSE 0 END
      + CASE WHEN _side2_process <> -2 THEN 1500 ELSE 0 END AS _all_process
    FROM (
      -- 8. The sides of the dimensions in thousandths of a point: -1 is insufficient, -2 does not apply.
      SELECT
        _unit,
        _round,
        _respondent,
        _role,
        _market,
        CASE
          WHEN _applicable1_customer = 0 THEN -2
          WHEN _answered1_customer > 0 AND _answered1_customer * 1000 >= _applicable1_customer * 500 THEN (2 * (_points1_customer) + greatest(_answered1_customer, 1)) // (2 * greatest(_answered1_customer, 1))
          ELSE -1
        END AS _side1_customer,
        CASE
          WHEN _applicable1_process = 0 THEN -2
          WHEN _answered1_process > 0 AND _answered1_process * 1000 >= _applicable1_process * 500 THEN (2 * (_points1_process) + greatest(_answered1_process, 1)) // (2 * greatest(_answered1_process, 1))
          ELSE -1
        END AS _side1_process,
        CASE
          WHEN _applicable2_customer = 0 THEN -2
          WHEN _answered2_customer > 0 AND _answered2_customer * 1000 >= _applicable2_customer * 500 THEN (2 * (_points2_customer) + greatest(_answered2_customer, 1)) // (2 * greatest(_answered2_customer, 1))
          ELSE -1
        END AS _side2_customer,
        CASE
          WHEN _applicable2_process = 0 THEN -2
          WHEN _answered2_process > 0 AND _answered2_process * 1000 >= _applicable2_process * 500 THEN (2 * (_points2_process) + greatest(_answered2_process, 1)) // (2 * greatest(_answered2_process, 1))
          ELSE -1
        END AS _side2_process,
        1000 * _applicable1_customer
        + 500 * _applicable1_process
        + 1000 * _applicable2_customer
        + 1000 * _applicable2_process AS _applicable,
        1000 * _answered1_customer
        + 500 * _answered1_process
        + 1000 * _answered2_customer
        + 1000 * _answered2_process AS _answered,
        CASE WHEN _stated_weight > 0 THEN 1 ELSE 0 END AS _stated_count,
        CASE
          WHEN _stated_weight > 0 THEN (2 * (_stated_points) + greatest(_stated_weight, 1)) // (2 * greatest(_stated_weight, 1)) - 100000
          ELSE 0
        END AS _stated
      FROM (
        -- 7. The sums, taken apart.
        SELECT
          _unit,
          _round,
          _respondent,
          _role,
          _market,
          (_packed_1_1 & 131071) AS _points1_customer,
          ((_packed_1_1 >> 17) & 1) AS _answered1_customer,
          ((_packed_1_1 >> 18) & 1) AS _applicable1_customer,
          ((_packed_1_1 >> 19) & 131071) AS _points1_process,
          ((_packed_1_1 >> 36) & 1) AS _answered1_process,
          ((_packed_1_1 >> 37) & 1) AS _applicable1_process,
          (_packed_2_1 & 131071) AS _points2_customer,
          ((_packed_2_1 >> 17) & 1) AS _answered2_customer,
          ((_packed_2_1 >> 18) & 1) AS _applicable2_customer,
          ((_packed_2_1 >> 19) & 524287) AS _points2_process,
          ((_packed_2_1 >> 38) & 3) AS _answered2_process,
          ((_packed_2_1 >> 40) & 3) AS _applicable2_process,
          (_packed_stated_1 & 524287) AS _stated_points,
          ((_packed_stated_1 >> 19) & 3) AS _stated_weight
        FROM (
          -- 6. Every answer is looked up: weighted points, answered and applicable weight of what it feeds, beside each other in one integer.
          SELECT
            _unit,
            _round,
            _respondent,
            _role,
            _market,
            (
            CAST([262144, 0, 262144, 0, 393216, 418216, 443216, 468216, 493216] AS BIGINT[])[_answer1 + 1] -- outcomes
            + CAST([137438953472, 0, 137438953472, 0, 258587230208, 232372830208, 206158430208] AS BIGINT[])[_answer2 + 1] -- upkeep
            ) AS _packed_1_1, -- direction: Direction
            (
            CAST([1099511889920, 0, 1099511889920, 0, 1374389957936, 1426818827936] AS BIGINT[])[_answer3 + 1] -- complaint
            + CAST([1099511627776, 0, 1099511627776, 0, 1426818334720, 1400603934720, 1374389534720, 1400603934720] AS BIGINT[])[_answer4 + 1] -- recall
            + CAST([1099511627776, 0, 1099511627776, 0, 1374389534720] AS BIGINT[])[_answer5 + 1] + CASE
              WHEN _answer5 >= 4 THEN 524288 * CASE   WHEN _value5 <= 40 THEN 100000   WHEN _value5 <= 480 THEN (-200000 * (_value5 - 40) + 88000440) // (880)   ELSE 0 END
              ELSE 0
            END -- recall-time
            ) AS _packed_2_1, -- flow: Order to delivery
            (
            CAST([0, 0, 0, 0, 524288, 557621, 590955, 624288, 657621, 690955, 724288] AS BIGINT[])[_answer6 + 1] -- schedule
            + CAST([0, 0, 0, 0, 524288] AS BIGINT[])[_answer7 + 1] + CASE WHEN _answer7 >= 4 THEN 1 * (_value7 + 100000) ELSE 0 END -- attention
            ) AS _packed_stated_1 -- what is stated outright
          FROM (
            -- 5. Which questions are asked that depend on those.
            SELECT
              *,
              CASE WHEN (_market IN ('hospital'))
              AND (_answer4 IN (4, 5, 7)) THEN _given5 ELSE 3 END AS _answer5 -- recall-time is asked
            FROM (
              -- 4. Which questions are asked.
              SELECT
                *,
                CASE WHEN _market IN ('hospital') THEN _given4 ELSE 3 END AS _answer4 -- recall is asked
              FROM (
                -- 3. Rows with a cell that is no answer, without a unit or of an unknown market are left out.
                SELECT
                  *,
                  CASE WHEN _answer7 = 4 THEN _share7_1 - _share7_2 ELSE 0 END AS _value7 -- attention, customer minus process
                FROM (
                  -- 2. Numbers out of texts, as integers.
                  SELECT
                    _unit,
                    _round,
                    _respondent,
                    _role,
                    _market,
                    _answer1,
                    _answer2,
                    _answer3,
                    _given4,
                    _answer6,
                    CASE
                      WHEN _text5_1 = '' THEN 0
                      WHEN _text5_1 = 'not-applicable' THEN 1
                      WHEN _text5_1 = 'dont-know' THEN 2
                      WHEN regexp_matches(_text5_1, '^-?(?:0|[1-9][0-9]{0,7})(?:\.[0-9]{1,1})?$') THEN 4
                      ELSE 99
                    END AS _given5, -- recall-time
                    CASE
                      WHEN regexp_matches(_text5_1, '^-?(?:0|[1-9][0-9]{0,7})(?:\.[0-9]{1,1})?$') THEN coalesce(CAST(CAST(nullif(regexp_extract(_text5_1, '^-?(?:0|[1-9][0-9]{0,7})(?:\.[0-9]{1,1})?$'), '') AS DECIMAL(18, 1)) * 10 AS BIGINT), 0)
                      ELSE 0
                    END AS _value5, -- times 10
                    CASE
                      WHEN _text7_1 IN ('') AND _text7_2 IN ('') AND _text7_3 IN ('') THEN 0
                      WHEN _text7_1 IN ('', 'not-applicable') AND _text7_2 IN ('', 'not-applicable') AND _text7_3 IN ('', 'not-applicable') THEN 1
                      WHEN _text7_1 IN ('', 'dont-know') AND _text7_2 IN ('', 'dont-know') AND _text7_3 IN ('', 'dont-know') THEN 2
                      WHEN regexp_matches(_text7_1, '^(?:0|[1-9][0-9]{0,2})(?:\.[0-9]{1,3})?$') AND regexp_matches(_text7_2, '^(?:0|[1-9][0-9]{0,2})(?:\.[0-9]{1,3})?$') AND (_text7_3 = '' OR regexp_matches(_text7_3, '^(?:0|[1-9][0-9]{0,2})(?:\.[0-9]{1,3})?$')) THEN 4
                      ELSE 99
                    END AS _answer7, -- attention
                    coalesce(CAST(CAST(nullif(regexp_extract(_text7_1, '^(?:0|[1-9][0-9]{0,2})(?:\.[0-9]{1,3})?$'), '') AS DECIMAL(18, 3)) * 1000 AS BIGINT), 0) AS _share7_1, -- attention.customer
                    coalesce(CAST(CAST(nullif(regexp_extract(_text7_2, '^(?:0|[1-9][0-9]{0,2})(?:\.[0-9]{1,3})?$'), '') AS DECIMAL(18, 3)) * 1000 AS BIGINT), 0) AS _share7_2, -- attention.process
                    coalesce(CAST(CAST(nullif(regexp_extract(_text7_3, '^(?:0|[1-9][0-9]{0,2})(?:\.[0-9]{1,3})?$'), '') AS DECIMAL(18, 3)) * 1000 AS BIGINT), 0) AS _share7_3 -- attention.other
                  FROM (
                    -- 1. The table, every cell as text: 0 is unanswered, 1 not applicable, 2 don't know, 3 not asked, from 4 on an answer, 99 none that there is.
                    SELECT
                      coalesce(CAST(_table."unit" AS VARCHAR), '') AS _unit,
                      coalesce(CAST(_table."round" AS VARCHAR), '') AS _round,
                      coalesce(CAST(_table."respondent" AS VARCHAR), '') AS _respondent,
                      coalesce(CAST(_table."role" AS VARCHAR), '') AS _role,
                      coalesce(CAST(_table."market" AS VARCHAR), '') AS _market,
                      CASE coalesce(CAST(_table."outcomes" AS VARCHAR), '')
                        WHEN '' THEN 0
                        WHEN 'not-applicable' THEN 1
                        WHEN 'dont-know' THEN 2
                        WHEN '1' THEN 4
                        WHEN '2' THEN 5
                        WHEN '3' THEN 6
                        WHEN '4' THEN 7
                        WHEN '5' THEN 8
                        ELSE 99
                      END AS _answer1, -- outcomes: Strategy debates begin with what named customers try to achieve.
                      CASE coalesce(CAST(_table."upkeep" AS VARCHAR), '')
                        WHEN '' THEN 0
                        WHEN 'not-applicable' THEN 1
                        WHEN 'dont-know' THEN 2
                        WHEN '0' THEN 4
                        WHEN '1' THEN 5
                        WHEN '2' THEN 6
                        ELSE 99
                      END AS _answer2, -- upkeep: How far is maintenance planned?
                      CASE coalesce(CAST(_table."complaint" AS VARCHAR), '')
                        WHEN '' THEN 0
                        WHEN 'not-applicable' THEN 1
                        WHEN 'dont-know' THEN 2
                        WHEN 'apology' THEN 4
                        WHEN 'cause' THEN 5
                        ELSE 99
                      END AS _answer3, -- complaint: When a complaint arrives, what happens next?
                      CASE
                        WHEN coalesce(CAST(_table."recall" AS VARCHAR), '') = 'yes' AND NOT (regexp_matches(coalesce(CAST(_table."recall.note" AS VARCHAR), ''), '[^\x{9}-\x{d}\x{20}-\x{20}\x{a0}-\x{a0}\x{1680}-\x{1680}\x{2000}-\x{200a}\x{2028}-\x{2029}\x{202f}-\x{202f}\x{205f}-\x{205f}\x{3000}-\x{3000}\x{feff}-\x{feff}]')) THEN 7
                        ELSE CASE coalesce(CAST(_table."recall" AS VARCHAR), '')
                        WHEN '' THEN 0
                        WHEN 'not-applicable' THEN 1
                        WHEN 'dont-know' THEN 2
                        WHEN 'yes' THEN 4
                        WHEN 'partly' THEN 5
                        WHEN 'no' THEN 6
                        ELSE 99
                      END
                      END AS _given4, -- recall: A mock recall found every cylinder in time.
                      coalesce(CAST(_table."recall-time" AS VARCHAR), '') AS _text5_1, -- recall-time: Hours the recall took
                      CASE coalesce(CAST(_table."schedule" AS VARCHAR), '')
                        WHEN '' THEN 0
                        WHEN 'not-applicable' THEN 1
                        WHEN 'dont-know' THEN 2
                        WHEN '-3' THEN 4
                        WHEN '-2' THEN 5
                        WHEN '-1' THEN 6
                        WHEN '0' THEN 7
                        WHEN '1' THEN 8
                        WHEN '2' THEN 9
                        WHEN '3' THEN 10
                        ELSE 99
                      END AS _answer6, -- schedule: Which of the two is closer to what happens here?
                      coalesce(CAST(_table."attention.customer" AS VARCHAR), '') AS _text7_1, -- attention: How is management attention split?
                      coalesce(CAST(_table."attention.process" AS VARCHAR), '') AS _text7_2, -- attention.process
                      coalesce(CAST(_table."attention.other" AS VARCHAR), '') AS _text7_3 -- attention.other
                    FROM "answers" AS _table
                  ) AS _level1
                  OFFSET 0
                ) AS _level2
                WHERE regexp_matches(_unit, '^[^\x{0}-\x{1f}\x{7f}-\x{9f}]{1,64}$')
                  AND regexp_matches(_round, '^[^\x{0}-\x{1f}\x{7f}-\x{9f}]{0,40}$')
                  AND regexp_matches(_respondent, '^[^\x{0}-\x{1f}\x{7f}-\x{9f}]{0,64}$')
                  AND regexp_matches(_role, '^[^\x{0}-\x{1f}\x{7f}-\x{9f}]{0,64}$')
                  AND regexp_matches(_market, '^[^\x{0}-\x{1f}\x{7f}-\x{9f}]{0,64}$')
                  AND _market IN ('', 'hospital')
                  AND _answer1 <> 99
                  AND _answer2 <> 99
                  AND _answer3 <> 99
                  AND _given4 <> 99
                  AND _given5 <> 99
                  AND (_given5 <> 4 OR _value5 BETWEEN 0 AND 2400)
                  AND _answer6 <> 99
                  AND _answer7 <> 99
                  AND (_answer7 <> 4 OR _share7_1 <= 100000 AND _share7_2 <= 100000 AND _share7_3 <= 100000 AND _share7_1 + _share7_2 + _share7_3 BETWEEN 99500 AND 100500)
              ) AS _level3
            ) AS _level4
          ) AS _level5
        ) AS _level6
      ) AS _level7
    ) AS _level8
  ) AS _level9
) AS _level10
ORDER BY _unit, _round, _respondent, _role, _customer, _process, _answered, _applicable
