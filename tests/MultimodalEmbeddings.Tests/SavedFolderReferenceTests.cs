using System.Text.Json.Nodes;
using MultimodalEmbeddings.Checkpoints;
using MultimodalEmbeddings.Tests.Support;
using MultimodalEmbeddings.Tokenization;

namespace MultimodalEmbeddings.Tests;

/// <summary>A folder that Python wrote, loaded and saved: the same model, in files that say the same.</summary>
[Collection(UsesTorch.Name)]
[Trait(Category.Name, Category.Reference)]
public class SavedFolderReferenceTests
{
    private static readonly string[] Ignored = ["__version__"]; // of the libraries that wrote it

    public static IEnumerable<TheoryDataRow<string>> SentenceTransformers() =>
        SharedFolder.ReferenceFolders("encoders/sentence-transformers", "expected.safetensors");

    public static IEnumerable<TheoryDataRow<string>> Models() =>
        SharedFolder.ReferenceFolders("encoders/models", "expected.safetensors");

    [Theory]
    [MemberData(nameof(SentenceTransformers))]
    public void The_files_of_a_classic_folder_say_the_same_as_before(string name)
    {
        var folder = SharedFolder.RequireReference($"encoders/sentence-transformers/{name}");
        var types = File.ReadAllText(Path.Combine(folder, "modules.json"));
        Assert.SkipUnless(
            types.Contains("sentence_transformers.models.", StringComparison.Ordinal)
                && !types.Contains("0_Transformer", StringComparison.Ordinal),
            $"{name} is of another layout than the one that is written.");
        using var saved = SaveOrSkip(folder);

        string[] files =
        [
            "modules.json", "sentence_bert_config.json", "config_sentence_transformers.json",
            .. Directory.GetDirectories(folder).Where(module => !module.EndsWith("_Normalize", StringComparison.Ordinal))
                .Select(module => $"{Path.GetFileName(module)}/config.json"),
        ];
        Assert.All(files, file => Assert.True(
            JsonNode.DeepEquals(Read(Path.Combine(folder, file)), Read(saved.File(file))),
            $"{file}: {File.ReadAllText(saved.File(file))}"));
        SameTokenizer(folder, saved);
    }

    [Theory]
    [MemberData(nameof(SentenceTransformers))]
    public void A_sentence_transformers_folder_of_any_layout_gives_the_same_embeddings_bit_for_bit(string name)
    {
        var folder = SharedFolder.RequireReference($"encoders/sentence-transformers/{name}");
        using var saved = SaveOrSkip(folder);
        SameEmbeddings(folder, saved);
    }

    [Theory]
    [MemberData(nameof(Models))]
    public void A_transformers_folder_gives_the_same_embeddings_bit_for_bit_and_the_tokenizers_files_byte_for_byte(string name)
    {
        var folder = SharedFolder.RequireReference($"encoders/models/{name}");
        using var saved = SaveOrSkip(folder);
        SameEmbeddings(folder, saved);
        SameTokenizer(folder, saved);
    }

    private static void SameEmbeddings(string folder, TemporaryFolder saved)
    {
        var expected = JsonNode.Parse(File.ReadAllText(Path.Combine(folder, "expected.json")))!;
        string[] sentences = [.. expected["sentences"]!.AsArray().Select(node => (string)node!)];
        using var before = SentenceEncoder.Load(folder);
        using var after = SentenceEncoder.Load(saved.FullName);

        Assert.Equal(before.Encode(sentences), after.Encode(sentences));
        Assert.Equal(before.Prompts, after.Prompts);
        Assert.All(
            before.Prompts.Keys,
            name => Assert.Equal(before.WithPrompt(name).Encode(sentences), after.WithPrompt(name).Encode(sentences)));
    }

    private static void SameTokenizer(string folder, TemporaryFolder saved)
    {
        string[] names =
            ["tokenizer.json", "tokenizer_config.json", "vocab.txt", "vocab.json", "merges.txt", "special_tokens_map.json"];
        string[] present = [.. names.Where(file => File.Exists(Path.Combine(folder, file)))];

        Assert.NotEmpty(present);
        Assert.All(
            present, file => Assert.Equal(File.ReadAllBytes(Path.Combine(folder, file)), File.ReadAllBytes(saved.File(file))));
    }

    private static TemporaryFolder SaveOrSkip(string folder)
    {
        try
        {
            using var encoder = SentenceEncoder.Load(folder);
            var saved = new TemporaryFolder();
            encoder.Save(saved.FullName);
            return saved;
        }
        catch (Exception exception) when (
            exception is CheckpointException and not CheckpointMismatchException or UnsupportedTokenizerException)
        {
            Assert.Skip(exception.Message);
            throw;
        }
    }

    private static JsonNode Read(string file)
    {
        var node = JsonNode.Parse(File.ReadAllText(file))!;
        foreach (var key in Ignored.Where(_ => node is JsonObject))
        {
            node.AsObject().Remove(key);
        }

        return node;
    }
}
