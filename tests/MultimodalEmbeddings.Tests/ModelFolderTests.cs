using MultimodalEmbeddings.Checkpoints;
using MultimodalEmbeddings.Tests.Support;

namespace MultimodalEmbeddings.Tests;

/// <summary>A path that is no model's directory says what is there, what is missing, and what would do.</summary>
[Collection(UsesTorch.Name)]
[Trait(Category.Name, Category.Unit)]
public sealed class ModelFolderTests : IDisposable
{
    private const string Pointer =
        "version https://git-lfs.github.com/spec/v1\noid sha256:0123456789abcdef\nsize 437955512\n";

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Nothing_there() => Refused(
        "no-such-model",
        "does not exist; expected the directory of a model, with config.json, its weights (model.safetensors) and",
        "Nothing is downloaded");

    [Fact]
    public void A_relative_path_says_where_it_led()
    {
        var exception = Assert.Throws<CheckpointException>(() => SentenceEncoder.Load("organisation/no-such-model"));

        var full = Path.Combine(Environment.CurrentDirectory, "organisation", "no-such-model");
        Assert.Contains($"(looked for {full})", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file()
    {
        Save("model");

        Refused("model/model.safetensors", "is a file;", $"Pass the directory that holds it, {_folder.File("model")}.");
    }

    [Fact]
    public void An_empty_folder()
    {
        Directory.CreateDirectory(_folder.File("empty"));

        Refused("empty", "holds nothing; expected the directory of a model");
    }

    [Fact]
    public void The_parent_folder_of_models()
    {
        Save("models/a");
        Save("models/b");

        Refused("models", "holds a, b;", $"pass one of them: {_folder.File("models/a")}, {_folder.File("models/b")}.");
    }

    [Theory]
    [InlineData("hub/models--organisation--name")]
    [InlineData("hub")]
    public void The_hubs_cache(string path)
    {
        Save("hub/models--organisation--name/snapshots/0123abc");
        Directory.CreateDirectory(_folder.File("hub/models--organisation--name/blobs"));
        Directory.CreateDirectory(_folder.File("hub/models--organisation--name/refs"));

        Refused(
            path,
            "It is the hub's cache; pass the model's own directory in it: "
                + $"{_folder.File("hub/models--organisation--name/snapshots/0123abc")}.");
    }

    [Fact]
    public void No_configuration()
    {
        Save("model", "config.json");

        Refused("model", "lacks its configuration (config.json); it holds 1_Pooling, config_sentence_transformers.json,");
    }

    [Fact]
    public void No_weights()
    {
        Save("model", "model.safetensors");

        Refused(
            "model",
            "lacks its weights (model.safetensors or pytorch_model.bin, or parts of one with its index); it holds 1_Pooling,");
    }

    [Fact]
    public void No_tokenizer()
    {
        Save("model", "vocab.txt");

        Refused(
            "model",
            "lacks its tokenizer (tokenizer.json, or vocab.txt, or vocab.json, or sentencepiece.bpe.model and what belongs");
    }

    [Fact]
    public void All_that_is_missing_is_said_at_once()
    {
        Save("model", "vocab.txt", "model.safetensors");

        Refused("model", "or parts of one with its index) and its tokenizer (");
    }

    [Theory]
    [InlineData("model.onnx")]
    [InlineData("onnx/model.onnx")]
    [InlineData("tf_model.h5")]
    [InlineData("flax_model.msgpack")]
    public void Weights_of_another_framework_alone(string file)
    {
        Save("model", "model.safetensors");
        Write($"model/{file}", "x");

        Refused("model", "lacks its weights", $"Weights as {file.Split('/')[0]} are not read; take those of PyTorch");
    }

    [Fact]
    public void An_adapter_alone()
    {
        Write("model/adapter_config.json", "{}");
        Write("model/adapter_model.safetensors", "x");

        Refused(
            "model",
            "lacks its configuration (config.json) and its weights",
            "adapter_config.json shows an adapter for another model");
    }

    [Theory]
    [InlineData("model.safetensors")]
    [InlineData("tokenizer.json")]
    public void A_pointer_of_Git_LFS(string file)
    {
        Save("model");
        Write($"model/{file}", Pointer);

        var exception = Assert.Throws<CheckpointException>(() => SentenceEncoder.Load(_folder.File("model")));

        Assert.Equal(_folder.File($"model/{file}"), exception.FilePath);
        Assert.Contains("Git LFS's pointer to it. In the directory, 'git lfs pull'", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_tokenizer_of_another_model()
    {
        Save("model");
        Write("model/vocab.txt", string.Join('\n', Tiny.Vocabulary.Concat(["more", "words"])));

        var exception = Assert.Throws<CheckpointMismatchException>(() => SentenceEncoder.Load(_folder.File("model")));

        Assert.Contains(
            "holds a tokenizer with 26 entries but a model whose vocabulary has 24 (vocab_size)",
            exception.Message,
            StringComparison.Ordinal);
        Assert.Equal(("[26, 16]", "[24, 16]"), (exception.Expected, exception.Found));
    }

    [Fact]
    public void A_tokenizer_that_leaves_no_room_for_a_sentence()
    {
        Save("model");
        WriteTokenizer(specialTokens: Tiny.Configuration.MaximumPositions + 1);

        Refused("model", "The tokenizer puts 25 special tokens around every sentence; of 24 tokens none is left.");
    }

    [Fact]
    public void A_tokenizer_without_special_tokens_gives_an_empty_sentence_an_embedding_too()
    {
        Save("model");
        WriteTokenizer(specialTokens: 0);
        using var encoder = SentenceEncoder.Load(_folder.File("model"));

        var embeddings = encoder.Encode(["", "a cat"]);

        Assert.All(encoder.Encode("a cat").Zip(embeddings[1]), pair => Assert.Equal(pair.First, pair.Second, 1e-6f));
        Assert.All(encoder.Encode("").Zip(embeddings[0]), pair => Assert.Equal(pair.First, pair.Second, 1e-6f));
    }

    [Fact]
    public void A_transformers_folder_that_modules_json_names_lacks_something()
    {
        Save("model");
        Write("model/modules.json", """
            [{"path": "0_Transformer", "type": "sentence_transformers.models.Transformer"},
             {"path": "1_Pooling", "type": "sentence_transformers.models.Pooling"}]
            """);
        Write("model/0_Transformer/config.json", "{}");

        var exception = Assert.Throws<CheckpointException>(() => SentenceEncoder.Load(_folder.File("model")));

        Assert.Equal(_folder.File("model/0_Transformer"), exception.FilePath);
        Assert.Contains("lacks its weights", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_transformers_folder_that_modules_json_names_is_not_there()
    {
        Save("model");
        Write("model/modules.json", """
            [{"path": "Absent", "type": "sentence_transformers.models.Transformer"},
             {"path": "1_Pooling", "type": "sentence_transformers.models.Pooling"}]
            """);

        var exception = Assert.Throws<CheckpointException>(() => SentenceEncoder.Load(_folder.File("model")));

        Assert.Equal(_folder.File("model/Absent"), exception.FilePath);
        Assert.Contains("does not exist, but modules.json names it", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Stored_settings_that_do_not_fit_the_model_are_the_directorys_fault_and_chosen_ones_the_callers()
    {
        Save("model");
        File.Delete(_folder.File("model/modules.json"));
        Write("model/sentence_encoder.json", """{"pooling": "ClsDense", "maximum_tokens": 8, "normalize": false}""");
        StoredWeights.Drop(
            _folder.File("model/model.safetensors"), name => name.StartsWith("pooler.", StringComparison.Ordinal));

        Refused("model", "do not fit its model: Pooling ClsDense needs the model's own dense layer");
        Assert.Throws<ArgumentException>(() => SentenceEncoder.From(_folder.File("model")).WithPooling(Pooling.ClsDense).Build());
        SentenceEncoder.From(_folder.File("model")).WithPooling(Pooling.Mean).Build().Dispose();
    }

    [Fact]
    public void The_oldest_layout_is_read_from_its_folder()
    {
        Save("model");
        foreach (var file in Directory.GetFiles(_folder.File("model")).Where(file => Path.GetFileName(file) != "modules.json"))
        {
            Directory.CreateDirectory(_folder.File("model/0_Transformer"));
            File.Move(file, Path.Combine(_folder.File("model/0_Transformer"), Path.GetFileName(file)));
        }

        Write("model/config.json", """{"__version__": "0.3.8"}""");
        var modules = File.ReadAllText(_folder.File("model/modules.json"));
        Write("model/modules.json", modules.Replace("\"\"", "\"0_Transformer\"", StringComparison.Ordinal));
        using var expected = Tiny.Encoder();

        using var encoder = SentenceEncoder.Load(_folder.File("model"));

        Assert.Equal(expected.Encode("a cat"), encoder.Encode("a cat"));
        Assert.Equal(24, encoder.MaximumTokens);
    }

    private void Save(string name, params string[] without)
    {
        using (var encoder = Tiny.Encoder())
        {
            encoder.Save(_folder.File(name));
        }

        Array.ForEach(without, file => File.Delete(Path.Combine(_folder.File(name), file)));
    }

    private void WriteTokenizer(int specialTokens)
    {
        var tokens = string.Join(", ", Enumerable.Repeat("""{"SpecialToken": {"id": "[CLS]", "type_id": 0}}""", specialTokens));
        var vocabulary = string.Join(", ", Tiny.Vocabulary.Select((word, id) => $"\"{word}\": {id}"));
        Write("model/tokenizer.json", $$$"""
            {"normalizer": {"type": "BertNormalizer"}, "pre_tokenizer": {"type": "BertPreTokenizer"},
             "post_processor": {"type": "TemplateProcessing", "special_tokens": {"[CLS]": {"id": "[CLS]", "ids": [2]}},
              "single": [{{{(specialTokens == 0 ? "" : tokens + ",")}}} {"Sequence": {"id": "A", "type_id": 0}}]},
             "model": {"type": "WordPiece", "unk_token": "[UNK]", "vocab": { {{{vocabulary}}} } }}
            """);
    }

    private void Write(string file, string content)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(_folder.File(file))!);
        File.WriteAllText(_folder.File(file), content);
    }

    private void Refused(string path, params string[] faults)
    {
        var exception = Assert.Throws<CheckpointException>(() => SentenceEncoder.Load(_folder.File(path)));

        Assert.Equal(_folder.File(path), exception.FilePath);
        Assert.All(faults, fault => Assert.Contains(fault, exception.Message, StringComparison.Ordinal));
    }
}
