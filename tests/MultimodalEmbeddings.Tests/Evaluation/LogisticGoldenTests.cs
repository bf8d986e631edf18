using System.Globalization;
using System.Text.Json;
using MultimodalEmbeddings.Evaluation;
using MultimodalEmbeddings.Tests.Support;

namespace MultimodalEmbeddings.Tests.Evaluation;

/// <summary>The optimum that scikit-learn's fits, polished by Newton's method, have: logistic_cases.json.</summary>
[Trait(Category.Name, Category.Reference)]
public class LogisticGoldenTests
{
    private const string FileName = "logistic_cases.json";
    private const double Tolerance = 1e-6;

    public static IEnumerable<TheoryDataRow<string>> Cases => EvaluationReference.Rows(
        FileName,
        root => root.GetProperty("cases").EnumerateArray().Select((_, i) => i.ToString(CultureInfo.InvariantCulture)));

    [Theory]
    [MemberData(nameof(Cases))]
    public void Weights_probabilities_and_predictions_are_those_of_the_optimum(string index)
    {
        var golden = EvaluationReference.Read(FileName).GetProperty("cases")[int.Parse(index, CultureInfo.InvariantCulture)];
        var samples = Samples(golden, "x", Integers(golden.GetProperty("y")));
        var unseen = Samples(golden, "new_x", Integers(golden.GetProperty("predicted")));
        var model = LogisticProblems.Fit(samples, golden.GetProperty("C").GetDouble());

        Assert.True(model.Converged);
        double[][] weights = [.. Enumerable.Range(0, samples.Outputs).Select(i => LogisticProblems.Weights(model, samples, i))];
        Near(golden.GetProperty("weight"), [.. weights.SelectMany(w => w[..^1])]);
        Near(golden.GetProperty("bias"), [.. weights.Select(w => w[^1])]);
        Near(golden.GetProperty("probability"), [.. model.Probabilities(unseen).Chunk(samples.Outputs).SelectMany(OfAllClasses)]);
        Assert.Equal(unseen.Labels, model.Predict(unseen));
    }

    private static LogisticSamples Samples(JsonElement golden, string name, int[] labels)
    {
        float[][] rows =
        [
            .. golden.GetProperty(name).EnumerateArray()
                .Select(row => EvaluationReference.Numbers(row).Select(x => (float)x).ToArray()),
        ];
        return LogisticProblems.Samples(rows, labels, golden.GetProperty("classes").GetInt32());
    }

    private static double[] OfAllClasses(double[] probabilities) =>
        probabilities.Length == 1 ? [1 - probabilities[0], probabilities[0]] : probabilities;

    private static int[] Integers(JsonElement list) => [.. list.EnumerateArray().Select(item => item.GetInt32())];

    private static void Near(JsonElement expected, double[] actual)
    {
        var flat = expected.EnumerateArray()
            .SelectMany(item => item.ValueKind == JsonValueKind.Array ? EvaluationReference.Numbers(item) : [item.GetDouble()]);
        Assert.Equal(flat, actual, (x, y) => Math.Abs(x - y) <= Tolerance);
    }
}
