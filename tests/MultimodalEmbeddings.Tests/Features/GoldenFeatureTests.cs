using System.Text.Json;
using MultimodalEmbeddings.Checkpoints;
using MultimodalEmbeddings.Data;
using MultimodalEmbeddings.Features;
using MultimodalEmbeddings.Tests.Support;

namespace MultimodalEmbeddings.Tests.Features;

/// <summary>Every sound file of the reference gives the reference's matrix, bit for bit.</summary>
[Trait(Category.Name, Category.Reference)]
public class GoldenFeatureTests
{
    private const double RowTolerance = 1e-12;

    public static IEnumerable<TheoryDataRow<string>> Files() => GoldenFeatures.Files(GoldenFeatures.List, "files");

    [Theory]
    [MemberData(nameof(Files))]
    public void A_file_gives_its_matrix_bit_for_bit(string file)
    {
        var entry = GoldenFeatures.Entry(GoldenFeatures.List, file);
        var path = SharedFolder.RequireReference($"features/files/{file}");
        var expectation = entry.Text("expect");

        var exception = Record.Exception(() => Compare(path, entry));

        if (exception is not null || expectation == "error")
        {
            Assert.NotEqual("ok", expectation);
            Assert.StartsWith(path, Assert.IsType<CheckpointException>(exception).Message, StringComparison.Ordinal);
        }
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void A_row_that_is_not_finite_is_named_and_others_load(string file)
    {
        var entry = GoldenFeatures.Entry(GoldenFeatures.List, file);
        Assert.SkipUnless(entry.Text("expect") == "ok", $"{file} need not load.");
        var path = SharedFolder.RequireReference($"features/files/{file}");
        var bad = NotFinite(entry.Text("expected")!);

        Assert.Subset(bad.ToHashSet(), entry.Rows("not_finite_rows").ToHashSet());
        if (bad.Length > 0)
        {
            var message = Assert.Throws<CheckpointException>(() => Load(path, entry.Text("dataset"))).Message;
            Assert.All(bad, row => Assert.Matches($@"\b{row}\b", message));
            return;
        }

        var features = Load(path, entry.Text("dataset"));
        Assert.All(entry.Rows("zero_rows"), row => Assert.All(features.Row(row).ToArray(), value => Assert.Equal(0f, value)));
    }

    [Fact]
    public void Sums_and_norms_of_rows_are_those_of_the_reference()
    {
        using var list = JsonDocument.Parse(File.ReadAllText(SharedFolder.RequireReference(GoldenFeatures.List)));
        using var matrices = SafetensorsFile.Open(SharedFolder.RequireReference(GoldenFeatures.Matrices));
        var expected = list.RootElement.GetProperty("matrices").EnumerateObject().ToArray();

        Assert.NotEmpty(expected);
        Assert.All(expected, matrix => CompareRows(GoldenTensor.Floats(matrices.Tensors[matrix.Name]), matrix.Value));
    }

    private static int[] NotFinite(string matrix)
    {
        using var matrices = SafetensorsFile.Open(SharedFolder.RequireReference(GoldenFeatures.Matrices));
        var tensor = matrices.Tensors[matrix];
        var values = GoldenTensor.Floats(tensor);
        var places = Enumerable.Range(0, values.Length).Where(i => !float.IsFinite(values[i]));
        return [.. places.Select(i => i / (int)tensor.Shape[1]).Distinct()];
    }

    private static FeatureMatrix Load(string path, string? dataset) =>
        dataset is null ? FeatureFile.Load(path) : FeatureFile.Load(path, dataset);

    private static void Compare(string path, JsonElement entry)
    {
        using var matrices = SafetensorsFile.Open(SharedFolder.RequireReference(GoldenFeatures.Matrices));
        using var rows = FeatureSource.Open(path, entry.Text("dataset"));
        var name = entry.Text("expected") ?? throw new InvalidOperationException($"{path} must be refused.");
        var expected = matrices.Tensors[name];

        Assert.Equal(expected.Shape, [(long)rows.Rows, rows.Columns]);
        Assert.Equal(Bits(GoldenTensor.Floats(expected)), Bits(FeatureRows.Load(rows)));
    }

    // NaN equals NaN, whatever its payload.
    private static int[] Bits(float[] values) =>
        [.. values.Select(value => BitConverter.SingleToInt32Bits(float.IsNaN(value) ? float.NaN : value))];

    private static void CompareRows(float[] values, JsonElement matrix)
    {
        var checks = matrix.GetProperty("rows").EnumerateArray().ToArray();
        var columns = checks.Length == 0 ? 0 : values.Length / checks.Length;
        for (var row = 0; row < checks.Length; row++)
        {
            double[] numbers = [.. values.AsSpan(row * columns, columns).ToArray().Select(value => (double)value)];
            RequireClose(checks[row].GetProperty("sum"), numbers.Sum());
            RequireClose(checks[row].GetProperty("l2_norm"), Math.Sqrt(numbers.Sum(value => value * value)));
        }
    }

    private static void RequireClose(JsonElement expected, double found)
    {
        if (expected.ValueKind == JsonValueKind.Number)
        {
            Assert.InRange(Math.Abs(found - expected.GetDouble()), 0, RowTolerance * Math.Max(1, Math.Abs(expected.GetDouble())));
            return;
        }

        Assert.Equal(expected.GetString(), double.IsNaN(found) ? "nan" : found > 0 ? "inf" : "-inf");
    }
}
