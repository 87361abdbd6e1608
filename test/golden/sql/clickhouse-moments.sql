-- Every kind of question, every-kind@1.0.0: a row a unit, round, role and market, in SQL for
-- clickhouse.
-- Fingerprint of the scorecard: 5d7f08ead96914bfcb78ef1ca66cd749db579a35f2964c4b5f429be031f5ec09
-- Columns that are read: unit, round, respondent, role, market, outcomes, upkeep, complaint,
-- recall, recall.note, recall-time, schedule, attention.customer, attention.process,
-- attention.other. Where the table does not have one, say so with --without when this is made.
-- Columns of answers hold integers or texts: a 3.0 of a column of decimals is no code, and its
-- row is left out.
-- Rows count as they stand, repeated ones too, as with "pendulum batch --on-duplicate ignore".
-- 12. What the respondents add up to, by unit, round, role and market.
SELECT
  _unit AS `unit`,
  nullif(_round, '') AS `round`,
  nullif(_role, '') AS `role`,
  nullif(_market, '') AS `market`,
  count(*) AS `respondents`,
  sum(_scored) AS `scored`,
  sum(CAST(_applicable AS Decimal(38, 0))) AS `applicable`,
  sum(CAST(_answered AS Decimal(38, 0))) AS `answered`,
  sum(CAST(CASE WHEN _scored = 1 THEN _customer ELSE 0 END AS Decimal(38, 0))) AS `customer_sum`,
  sum(CAST(CASE WHEN _scored = 1 THEN _customer * _customer ELSE 0 END AS Decimal(38, 0))) AS `customer_squares`,
  sum(CAST(CASE WHEN _scored = 1 THEN _process ELSE 0 END AS Decimal(38, 0))) AS `process_sum`,
  sum(CAST(CASE WHEN _scored = 1 THEN _process * _process ELSE 0 END AS Decimal(38, 0))) AS `process_squares`,
  sum(CAST(CASE WHEN _scored = 1 THEN (_customer - _process) ELSE 0 END AS Decimal(38, 0))) AS `position_sum`,
  sum(CAST(CASE WHEN _scored = 1 THEN (_customer - _process) * (_customer - _process) ELSE 0 END AS Decimal(38, 0))) AS `position_squares`,
  sum(CAST(CASE WHEN _scored = 1 THEN _customer * _process ELSE 0 END AS Decimal(38, 0))) AS `customer_process`,
  sum(_stated_count) AS `stated_count`,
  sum(CAST(_stated AS Decimal(38, 0))) AS `stated_sum`,
  sum(CASE WHEN _scored = 1 AND _side1_customer >= 0 THEN 1 ELSE 0 END) AS `direction.customer.count`,
  sum(CAST(CASE WHEN _scored = 1 AND _side1_customer >= 0 THEN _side1_customer ELSE 0 END AS Decimal(38, 0))) AS `direction.customer.sum`,
  sum(CAST(CASE WHEN _scored = 1 AND _side1_customer >= 0 THEN _side1_customer * _side1_customer ELSE 0 END AS Decimal(38, 0))) AS `direction.customer.squares`,
  sum(CASE WHEN _scored = 1 AND _side1_process >= 0 THEN 1 ELSE 0 END) AS `direction.process.count`,
  sum(CAST(CASE WHEN _scored = 1 AND _side1_process >= 0 THEN _side1_process ELSE 0 END AS Decimal(38, 0))) AS `direction.process.sum`,
  sum(CAST(CASE WHEN _scored = 1 AND _side1_process >= 0 THEN _side1_process * _side1_process ELSE 0 END AS Decimal(38, 0))) AS `direction.process.squares`,
  sum(CASE WHEN _scored = 1 AND _side2_customer >= 0 THEN 1 ELSE 0 END) AS `flow.customer.count`,
  sum(CAST(CASE WHEN _scored = 1 AND _side2_customer >= 0 THEN _side2_customer ELSE 0 END AS Decimal(38, 0))) AS `flow.customer.sum`,
  sum(CAST(CASE WHEN _scored = 1 AND _side2_customer >= 0 THEN _side2_customer * _side2_customer ELSE 0 END AS Decimal(38, 0))) AS `flow.customer.squares`,
  sum(CASE WHEN _scored = 1 AND _side2_process >= 0 THEN 1 ELSE 0 END) AS `flow.process.count`,
  sum(CAST(CASE WHEN _scored = 1 AND _side2_process >= 0 THEN _side2_process ELSE 0 END AS Decimal(38, 0))) AS `flow.process.sum`,
  sum(CAST(CASE WHEN _scored = 1 AND _side2_process >= 0 THEN _side2_process * _side2_process ELSE 0 END AS Decimal(38, 0))) AS `flow.process.squares`,
  sum(CASE WHEN _answer1 IN (4) THEN 1 ELSE 0 END) AS `outcomes.1`,
  sum(CASE WHEN _answer1 IN (5) THEN 1 ELSE 0 END) AS `outcomes.2`,
  sum(CASE WHEN _answer1 IN (6) THEN 1 ELSE 0 END) AS `outcomes.3`,
  sum(CASE WHEN _answer1 IN (7) THEN 1 ELSE 0 END) AS `outcomes.4`,
  sum(CASE WHEN _answer1 IN (8) THEN 1 ELSE 0 END) AS `outcomes.5`,
  sum(CASE WHEN _answer1 = 0 THEN 1 ELSE 0 END) AS `outcomes.unanswered`,
  sum(CASE WHEN _answer1 = 1 THEN 1 ELSE 0 END) AS `outcomes.not-applicable`,
  sum(CASE WHEN _answer1 = 2 THEN 1 ELSE 0 END) AS `outcomes.dont-know`,
  sum(CASE WHEN _answer1 = 3 THEN 1 ELSE 0 END) AS `outcomes.not-asked`,
  sum(CASE WHEN _answer2 IN (4) THEN 1 ELSE 0 END) AS `upkeep.0`,
  sum(CASE WHEN _answer2 IN (5) THEN 1 ELSE 0 END) AS `upkeep.1`,
  sum(CASE WHEN _answer2 IN (6) THEN 1 ELSE 0 END) AS `upkeep.2`,
  sum(CASE WHEN _answer2 = 0 THEN 1 ELSE 0 END) AS `upkeep.unanswered`,
  sum(CASE WHEN _answer2 = 1 THEN 1 ELSE 0 END) AS `upkeep.not-applicable`,
  sum(CASE WHEN _answer2 = 2 THEN 1 ELSE 0 END) AS `upkeep.dont-know`,
  sum(CASE WHEN _answer2 = 3 THEN 1 ELSE 0 END) AS `upkeep.not-asked`,
  sum(CASE WHEN _answer3 IN (4) THEN 1 ELSE 0 END) AS `complaint.apology`,
  sum(CASE WHEN _answer3 IN (5) THEN 1 ELSE 0 END) AS `complaint.cause`,
  sum(CASE WHEN _answer3 = 0 THEN 1 ELSE 0 END) AS `complaint.unanswered`,
  sum(CASE WHEN _answer3 = 1 THEN 1 ELSE 0 END) AS `complaint.not-applicable`,
  sum(CASE WHEN _answer3 = 2 THEN 1 ELSE 0 END) AS `complaint.dont-know`,
  sum(CASE WHEN _answer3 = 3 THEN 1 ELSE 0 END) AS `complaint.not-asked`,
  sum(CASE WHEN _answer4 IN (4) THEN 1 ELSE 0 END) AS `recall.yes`,
  sum(CASE WHEN _answer4 IN (5, 7) THEN 1 ELSE 0 END) AS `recall.partly`,
  sum(CASE WHEN _answer4 IN (6) THEN 1 ELSE 0 END) AS `recall.no`,
  sum(CASE WHEN _answer4 = 7 THEN 1 ELSE 0 END) AS `recall.unproven`,
  sum(CASE WHEN _answer4 = 0 THEN 1 ELSE 0 END) AS `recall.unanswered`,
  sum(CASE WHEN _answer4 = 1 THEN 1 ELSE 0 END) AS `recall.not-applicable`,
  sum(CASE WHEN _answer4 = 2 THEN 1 ELSE 0 END) AS `recall.dont-know`,
  sum(CASE WHEN _answer4 = 3 THEN 1 ELSE 0 END) AS `recall.not-asked`,
  sum(CASE WHEN _answer5 >= 4 THEN 1 ELSE 0 END) AS `recall-time.count`,
  sum(CAST(CASE WHEN _answer5 >= 4 THEN _value5 ELSE 0 END AS Decimal(38, 0))) AS `recall-time.sum`,
  sum(CAST(CASE WHEN _answer5 >= 4 THEN _value5 * _value5 ELSE 0 END AS Decimal(38, 0))) AS `recall-time.squares`,
  sum(CASE WHEN _answer5 = 0 THEN 1 ELSE 0 END) AS `recall-time.unanswered`,
  sum(CASE WHEN _answer5 = 1 THEN 1 ELSE 0 END) AS `recall-time.not-applicable`,
  sum(CASE WHEN _answer5 = 2 THEN 1 ELSE 0 END) AS `recall-time.dont-know`,
  sum(CASE WHEN _answer5 = 3 THEN 1 ELSE 0 END) AS `recall-time.not-asked`,
  sum(CASE WHEN _answer6 IN (4) THEN 1 ELSE 0 END) AS `schedule.-3`,
  sum(CASE WHEN _answer6 IN (5) THEN 1 ELSE 0 END) AS `schedule.-2`,
  sum(CASE WHEN _answer6 IN (6) THEN 1 ELSE 0 END) AS `schedule.-1`,
  sum(CASE WHEN _answer6 IN (7) THEN 1 ELSE 0 END) AS `schedule.0`,
  sum(CASE WHEN _answer6 IN (8) THEN 1 ELSE 0 END) AS `schedule.1`,
  sum(CASE WHEN _answer6 IN (9) THEN 1 ELSE 0 END) AS `schedule.2`,
  sum(CASE WHEN _answer6 IN (10) THEN 1 ELSE 0 END) AS `schedule.3`,
  sum(CASE WHEN _answer6 = 0 THEN 1 ELSE 0 END) AS `schedule.unanswered`,
  sum(CASE WHEN _answer6 = 1 THEN 1 ELSE 0 END) AS `schedule.not-applicable`,
  sum(CASE WHEN _answer6 = 2 THEN 1 ELSE 0 END) AS `schedule.dont-know`,
  sum(CASE WHEN _answer6 = 3 THEN 1 ELSE 0 END) AS `schedule.not-asked`,
  sum(CASE WHEN _answer7 >= 4 THEN 1 ELSE 0 END) AS `attention.count`,
  sum(CAST(CASE WHEN _answer7 >= 4 THEN _value7 ELSE 0 END AS Decimal(38, 0))) AS `attention.sum`,
  sum(CAST(CASE WHEN _answer7 >= 4 THEN _value7 * _value7 ELSE 0 END AS Decimal(38, 0))) AS `attention.squares`,
  sum(CASE WHEN _answer7 = 0 THEN 1 ELSE 0 END) AS `attention.unanswered`,
  sum(CASE WHEN _answer7 = 1 THEN 1 ELSE 0 END) AS `attention.not-applicable`,
  sum(CASE WHEN _answer7 = 2 THEN 1 ELSE 0 END) AS `attention.dont-know`,
  sum(CASE WHEN _answer7 = 3 THEN 1 ELSE 0 END) AS `attention.not-asked`
FROM (
  -- 11. Who has both leanings.
  SELECT
    *,
    CASE WHEN _customer >= 0 AND _process >= 0 THEN 1 ELSE 0 END AS _scored
  FROM (
    -- 10. The leanings in thousandths of a point: -1 is insufficient.
    SELECT
      *,
      CASE
        WHEN _weight_customer > 0 AND _weight_customer * 1000 >= _all_customer * 700 THEN intDiv(2 * (_sum_customer) + greatest(_weight_customer, 1), 2 * greatest(_weight_customer, 1))
        ELSE -1
      END AS _customer,
      CASE
        WHEN _weight_process > 0 AND _weight_process * 1000 >= _all_process * 700 THEN intDiv(2 * (_sum_process) + greatest(_weight_process, 1), 2 * greatest(_weight_process, 1))
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
          _answer1,
          _answer2,
          _answer3,
          _answer4,
          _answer5,
          _value5,
          _answer6,
          _answer7,
          _value7,
          CASE
            WHEN _applicable1_customer = 0 THEN -2
            WHEN _answered1_customer > 0 AND _answered1_customer * 1000 >= _applicable1_customer * 500 THEN intDiv(2 * (_points1_customer) + greatest(_answered1_customer, 1), 2 * greatest(_answered1_customer, 1))
            ELSE -1
          END AS _side1_customer,
          CASE
            WHEN _applicable1_process = 0 THEN -2
            WHEN _answered1_process > 0 AND _answered1_process * 1000 >= _applicable1_process * 500 THEN intDiv(2 * (_points1_process) + greatest(_answered1_process, 1), 2 * greatest(_answered1_process, 1))
            ELSE -1
          END AS _side1_process,
          CASE
            WHEN _applicable2_customer = 0 THEN -2
            WHEN _answered2_customer > 0 AND _answered2_customer * 1000 >= _applicable2_customer * 500 THEN intDiv(2 * (_points2_customer) + greatest(_answered2_customer, 1), 2 * greatest(_answered2_customer, 1))
            ELSE -1
          END AS _side2_customer,
          CASE
            WHEN _applicable2_process = 0 THEN -2
            WHEN _answered2_process > 0 AND _answered2_process * 1000 >= _applicable2_process * 500 THEN intDiv(2 * (_points2_process) + greatest(_answered2_process, 1), 2 * greatest(_answered2_process, 1))
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
            WHEN _stated_weight > 0 THEN intDiv(2 * (_stated_points) + greatest(_stated_weight, 1), 2 * greatest(_stated_weight, 1)) - 100000
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
            _answer1,
            _answer2,
            _answer3,
            _answer4,
            _answer5,
            _value5,
            _answer6,
            _answer7,
            _value7,
            bitAnd(bitShiftRight(_packed_1_1, 0), toInt64(131071)) AS _points1_customer,
            bitAnd(bitShiftRight(_packed_1_1, 17), toInt64(1)) AS _answered1_customer,
            bitAnd(bitShiftRight(_packed_1_1, 18), toInt64(1)) AS _applicable1_customer,
            bitAnd(bitShiftRight(_packed_1_1, 19), toInt64(131071)) AS _points1_process,
            bitAnd(bitShiftRight(_packed_1_1, 36), toInt64(1)) AS _answered1_process,
            bitAnd(bitShiftRight(_packed_1_1, 37), toInt64(1)) AS _applicable1_process,
            bitAnd(bitShiftRight(_packed_2_1, 0), toInt64(131071)) AS _points2_customer,
            bitAnd(bitShiftRight(_packed_2_1, 17), toInt64(1)) AS _answered2_customer,
            bitAnd(bitShiftRight(_packed_2_1, 18), toInt64(1)) AS _applicable2_customer,
            bitAnd(bitShiftRight(_packed_2_1, 19), toInt64(524287)) AS _points2_process,
            bitAnd(bitShiftRight(_packed_2_1, 38), toInt64(3)) AS _answered2_process,
            bitAnd(bitShiftRight(_packed_2_1, 40), toInt64(3)) AS _applicable2_process,
            bitAnd(bitShiftRight(_packed_stated_1, 0), toInt64(524287)) AS _stated_points,
            bitAnd(bitShiftRight(_packed_stated_1, 19), toInt64(3)) AS _stated_weight
          FROM (
            -- 6. Every answer is looked up: weighted points, answered and applicable weight of what it feeds, beside each other in one integer.
            SELECT
              _unit,
              _round,
              _respondent,
              _role,
              _market,
              _answer1,
              _answer2,
              _answer3,
              _answer4,
              _answer5,
              _value5,
              _answer6,
              _answer7,
              _value7,
              (
              CAST([262144, 0, 262144, 0, 393216, 418216, 443216, 468216, 493216] AS Array(Int64))[_answer1 + 1] -- outcomes
              + CAST([137438953472, 0, 137438953472, 0, 258587230208, 232372830208, 206158430208] AS Array(Int64))[_answer2 + 1] -- upkeep
              ) AS _packed_1_1, -- direction: Direction
              (
              CAST([1099511889920, 0, 1099511889920, 0, 1374389957936, 1426818827936] AS Array(Int64))[_answer3 + 1] -- complaint
              + CAST([1099511627776, 0, 1099511627776, 0, 1426818334720, 1400603934720, 1374389534720, 1400603934720] AS Array(Int64))[_answer4 + 1] -- recall
              + CAST([1099511627776, 0, 1099511627776, 0, 1374389534720] AS Array(Int64))[_answer5 + 1] + CASE
                WHEN _answer5 >= 4 THEN 524288 * CASE   WHEN _value5 <= 40 THEN 100000   WHEN _value5 <= 480 THEN intDiv(-200000 * (_value5 - 40) + 88000440, 880)   ELSE 0 END
                ELSE 0
              END -- recall-time
              ) AS _packed_2_1, -- flow: Order to delivery
              (
              CAST([0, 0, 0, 0, 524288, 557621, 590955, 624288, 657621, 690955, 724288] AS Array(Int64))[_answer6 + 1] -- schedule
              + CAST([0, 0, 0, 0, 524288] AS Array(Int64))[_answer7 + 1] + CASE WHEN _answer7 >= 4 THEN 1 * (_value7 + 100000) ELSE 0 END -- attention
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
                        WHEN match(_text5_1, '^-?(?:0|[1-9][0-9]{0,7})(?:\\.[0-9]{1,1})?$') THEN 4
                        ELSE 99
                      END AS _given5, -- recall-time
                      CASE
                        WHEN match(_text5_1, '^-?(?:0|[1-9][0-9]{0,7})(?:\\.[0-9]{1,1})?$') THEN toInt64(round(toFloat64OrZero(_text5_1) * 10))
                        ELSE 0
                      END AS _value5, -- times 10
                      CASE
                        WHEN _text7_1 IN ('') AND _text7_2 IN ('') AND _text7_3 IN ('') THEN 0
                        WHEN _text7_1 IN ('', 'not-applicable') AND _text7_2 IN ('', 'not-applicable') AND _text7_3 IN ('', 'not-applicable') THEN 1
                        WHEN _text7_1 IN ('', 'dont-know') AND _text7_2 IN ('', 'dont-know') AND _text7_3 IN ('', 'dont-know') THEN 2
                        WHEN match(_text7_1, '^(?:0|[1-9][0-9]{0,2})(?:\\.[0-9]{1,3})?$') AND match(_text7_2, '^(?:0|[1-9][0-9]{0,2})(?:\\.[0-9]{1,3})?$') AND (_text7_3 = '' OR match(_text7_3, '^(?:0|[1-9][0-9]{0,2})(?:\\.[0-9]{1,3})?$')) THEN 4
                        ELSE 99
                      END AS _answer7, -- attention
                      toInt64(round(toFloat64OrZero(_text7_1) * 1000)) AS _share7_1, -- attention.customer
                      toInt64(round(toFloat64OrZero(_text7_2) * 1000)) AS _share7_2, -- attention.process
                      toInt64(round(toFloat64OrZero(_text7_3) * 1000)) AS _share7_3 -- attention.other
                    FROM (
                      -- 1. The table, every cell as text: 0 is unanswered, 1 not applicable, 2 don't know, 3 not asked, from 4 on an answer, 99 none that there is.
                      SELECT
                        ifNull(toString(_table.`unit`), '') AS _unit,
                        ifNull(toString(_table.`round`), '') AS _round,
                        ifNull(toString(_table.`respondent`), '') AS _respondent,
                        ifNull(toString(_table.`role`), '') AS _role,
                        ifNull(toString(_table.`market`), '') AS _market,
                        CASE ifNull(toString(_table.`outcomes`), '')
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
                        CASE ifNull(toString(_table.`upkeep`), '')
                          WHEN '' THEN 0
                          WHEN 'not-applicable' THEN 1
                          WHEN 'dont-know' THEN 2
                          WHEN '0' THEN 4
                          WHEN '1' THEN 5
                          WHEN '2' THEN 6
                          ELSE 99
                        END AS _answer2, -- upkeep: How far is maintenance planned?
                        CASE ifNull(toString(_table.`complaint`), '')
                          WHEN '' THEN 0
                          WHEN 'not-applicable' THEN 1
                          WHEN 'dont-know' THEN 2
                          WHEN 'apology' THEN 4
                          WHEN 'cause' THEN 5
                          ELSE 99
                        END AS _answer3, -- complaint: When a complaint arrives, what happens next?
                        CASE
                          WHEN ifNull(toString(_table.`recall`), '') = 'yes' AND NOT (match(ifNull(toString(_table.`recall.note`), ''), '[^\\x{9}-\\x{d}\\x{20}-\\x{20}\\x{a0}-\\x{a0}\\x{1680}-\\x{1680}\\x{2000}-\\x{200a}\\x{2028}-\\x{2029}\\x{202f}-\\x{202f}\\x{205f}-\\x{205f}\\x{3000}-\\x{3000}\\x{feff}-\\x{feff}]')) THEN 7
                          ELSE CASE ifNull(toString(_table.`recall`), '')
                          WHEN '' THEN 0
                          WHEN 'not-applicable' THEN 1
                          WHEN 'dont-know' THEN 2
                          WHEN 'yes' THEN 4
                          WHEN 'partly' THEN 5
                          WHEN 'no' THEN 6
                          ELSE 99
                        END
                        END AS _given4, -- recall: A mock recall found every cylinder in time.
                        ifNull(toString(_table.`recall-time`), '') AS _text5_1, -- recall-time: Hours the recall took
                        CASE ifNull(toString(_table.`schedule`), '')
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
                        ifNull(toString(_table.`attention.customer`), '') AS _text7_1, -- attention: How is management attention split?
                        ifNull(toString(_table.`attention.process`), '') AS _text7_2, -- attention.process
                        ifNull(toString(_table.`attention.other`), '') AS _text7_3 -- attention.other
                      FROM `answers` AS _table
                    ) AS _level1
                  ) AS _level2
                  WHERE match(_unit, '^[^\\x{0}-\\x{1f}\\x{7f}-\\x{9f}]{1,64}$')
                    AND match(_round, '^[^\\x{0}-\\x{1f}\\x{7f}-\\x{9f}]{0,40}$')
                    AND match(_respondent, '^[^\\x{0}-\\x{1f}\\x{7f}-\\x{9f}]{0,64}$')
                    AND match(_role, '^[^\\x{0}-\\x{1f}\\x{7f}-\\x{9f}]{0,64}$')
                    AND match(_market, '^[^\\x{0}-\\x{1f}\\x{7f}-\\x{9f}]{0,64}$')
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
) AS _level11
GROUP BY _unit, _round, _role, _market
ORDER BY _unit, _round, _role, _market
