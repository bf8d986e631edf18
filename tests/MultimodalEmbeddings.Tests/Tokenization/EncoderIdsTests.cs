using System.Text.Json;
using MultimodalEmbeddings.Checkpoints;
using MultimodalEmbeddings.Tests.Support;

namespace MultimodalEmbeddings.Tests.Tokenization;

/// <summary>The ids that the reference's encoders were given, for every form in which a folder has its tokenizer.</summary>
[Trait(Category.Name, Category.Reference)]
public sealed class EncoderIdsTests
{
    private const string Folder = "encoders/models";
    private const string Expected = "expected.safetensors";

    public static IEnumerable<TheoryDataRow<string>> Models() => SharedFolder.ReferenceFolders(Folder, Expected);

    [Theory]
    [MemberData(nameof(Models))]
    public void The_ids_are_those_that_the_encoder_was_given(string name)
    {
        var folder = SharedFolder.RequireReference(Path.Combine(Folder, name));
        using var document = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(folder, "expected.json")));
        var sentences = document.RootElement.GetProperty("sentences").Deserialize<string[]>()!;
        var longText = document.RootElement.GetProperty("long_text").GetString()!;
        var limit = document.RootElement.GetProperty("long_max_tokens").GetInt32();
        using var expected = SafetensorsFile.Open(Path.Combine(folder, Expected));

        Assert.All(TokenizerForms.Load(folder), tokenizer =>
        {
            Assert.Equal(Rows(expected, "batch"), sentences.Select(text => tokenizer.Encode(text)));
            Assert.Equal(Rows(expected, "long"), [tokenizer.Encode(longText, limit)]);
        });
    }

    private static int[][] Rows(SafetensorsFile file, string part) =>
        GoldenTensor.Rows(file.Tensors[$"{part}.input_ids"], file.Tensors[$"{part}.attention_mask"]);
}
