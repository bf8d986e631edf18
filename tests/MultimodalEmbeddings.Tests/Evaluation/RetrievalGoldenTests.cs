using System.Text.Json;
using MultimodalEmbeddings.Evaluation;
using MultimodalEmbeddings.Tests.Support;

namespace MultimodalEmbeddings.Tests.Evaluation;

/// <summary>Exact cases of given similarities: retrieval_cases.json.</summary>
[Trait(Category.Name, Category.Reference)]
public class RetrievalGoldenTests
{
    private const string File = "retrieval_cases.json";

    public static IEnumerable<TheoryDataRow<string>> Cases =>
        EvaluationReference.Rows(File, root => EvaluationReference.Names(root.GetProperty("cases")));

    [Theory]
    [MemberData(nameof(Cases))]
    public void Measures_equal_the_definition(string name)
    {
        var golden = EvaluationReference.Named(EvaluationReference.Read(File).GetProperty("cases"), name);
        int[] imageOfText = [.. golden.GetProperty("image_of_text").EnumerateArray().Select(image => image.GetInt32())];
        float[] similarities = [.. golden.GetProperty("similarity").EnumerateArray().SelectMany(Row)];

        var report = RetrievalEvaluator.EvaluateSimilarities(similarities, golden.GetProperty("images").GetInt32(), imageOfText);

        new GoldenRetrieval(golden.GetProperty("text_to_image")).Equal(report.TextToImage, 1e-12);
        new GoldenRetrieval(golden.GetProperty("image_to_text")).Equal(report.ImageToText, 1e-12);
    }

    private static float[] Row(JsonElement row) => Array.ConvertAll(EvaluationReference.Numbers(row), x => (float)x);
}
