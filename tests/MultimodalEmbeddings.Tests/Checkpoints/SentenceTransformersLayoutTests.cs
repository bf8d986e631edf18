using System.Text.Json.Nodes;
using MultimodalEmbeddings.Checkpoints;
using MultimodalEmbeddings.Tests.Support;

namespace MultimodalEmbeddings.Tests.Checkpoints;

[Trait(Category.Name, Category.Unit)]
public sealed class SentenceTransformersLayoutTests : IDisposable
{
    private const string Transformer = """{"path": "", "type": "sentence_transformers.models.Transformer"}""";
    private const string Pooling = """{"path": "1_Pooling", "type": "sentence_transformers.models.Pooling"}""";
    private const string Normalize = """{"path": "2_Normalize", "type": "sentence_transformers.models.Normalize"}""";
    private const string LayerNorm = """{"path": "2_LayerNorm", "type": "sentence_transformers.models.LayerNorm"}""";
    private const string Clip = """{"path": "", "type": "sentence_transformers.models.CLIPModel"}""";
    private const string DenseModule = """{"path": "2_D", "type": "sentence_transformers.models.Dense"}""";

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_plain_checkpoint_has_no_layout() => Assert.Null(SentenceTransformersLayout.Read(_folder.FullName));

    [Fact]
    public void Every_layout_comes_back_as_it_was_written_over_another()
    {
        var random = new Random(1);
        for (var round = 0; round < 100; round++)
        {
            var layout = RandomLayout.Next(random);
            layout.Write(_folder.FullName, 24);

            var read = Read()!;

            Assert.Equal((layout.TokenPooling, layout.Normalize, layout.Text), (read.TokenPooling, read.Normalize, read.Text));
            Assert.Equal(layout.Settings.Prompts, read.Settings.Prompts);
            Assert.Equal(
                (layout.Settings.DefaultPromptName, layout.Settings.Similarity),
                (read.Settings.DefaultPromptName, read.Settings.Similarity));
            Assert.Equal(layout.Dense.Select(Describe), read.Dense.Select(Describe));
        }
    }

    [Fact]
    public void The_files_are_those_that_Python_wrote_for_years()
    {
        var layout = Simple("max", "mean") with
        {
            Normalize = true,
            Text = new TextSettings(32, LowerCase: true),
            Dense = [RandomLayout.Dense(48, 2)],
            Settings = new SentenceSettings
            {
                Prompts = new Dictionary<string, string> { ["query"] = "query: ", ["document"] = "" },
                DefaultPromptName = "query",
            },
        };

        layout.Write(_folder.FullName, 24);

        Equal("1_Pooling/config.json", """
            {"word_embedding_dimension": 24, "pooling_mode_cls_token": false, "pooling_mode_max_tokens": true,
             "pooling_mode_mean_tokens": true, "pooling_mode_mean_sqrt_len_tokens": false,
             "pooling_mode_weightedmean_tokens": false, "pooling_mode_lasttoken": false, "include_prompt": true}
            """);
        Equal("2_Dense/config.json", """
            {"in_features": 48, "out_features": 2, "bias": true, "activation_function": "torch.nn.modules.activation.Tanh"}
            """);
        Equal("sentence_bert_config.json", """{"max_seq_length": 32, "do_lower_case": true}""");
        Equal("config_sentence_transformers.json", """
            {"prompts": {"query": "query: ", "document": ""}, "default_prompt_name": "query", "similarity_fn_name": "cosine"}
            """);
        Equal("modules.json", """
            [{"idx": 0, "name": "0", "path": "", "type": "sentence_transformers.models.Transformer"},
             {"idx": 1, "name": "1", "path": "1_Pooling", "type": "sentence_transformers.models.Pooling"},
             {"idx": 2, "name": "2", "path": "2_Dense", "type": "sentence_transformers.models.Dense"},
             {"idx": 3, "name": "3", "path": "3_Normalize", "type": "sentence_transformers.models.Normalize"}]
            """);
        Assert.True(Directory.Exists(_folder.File("3_Normalize")));
    }

    [Fact]
    public void An_order_that_flags_cannot_say_is_written_as_a_list_which_older_releases_refuse()
    {
        Simple("mean", "cls").Write(_folder.FullName, 24);

        Equal(
            "1_Pooling/config.json",
            """{"word_embedding_dimension": 24, "pooling_mode": ["mean", "cls"], "include_prompt": true}""");
    }

    [Fact]
    public void Flags_that_are_absent_mean_mean_pooling()
    {
        Write("modules.json", $"[{Transformer}, {Pooling}]");
        Write("1_Pooling/config.json", "{}");

        Assert.Equal(new PoolingSettings(["mean"]), Read()!.TokenPooling);
    }

    [Fact]
    public void Flags_are_joined_in_the_order_of_the_older_releases()
    {
        Write("modules.json", $"[{Transformer}, {Pooling}]");
        Write("1_Pooling/config.json", """
            {"pooling_mode_lasttoken": true, "pooling_mode_weightedmean_tokens": true, "pooling_mode_mean_sqrt_len_tokens": true,
             "pooling_mode_max_tokens": true, "pooling_mode_mean_tokens": true, "pooling_mode_cls_token": true}
            """);

        Assert.Equal(["cls", "max", "mean", "mean_sqrt_len_tokens", "weightedmean", "lasttoken"], Read()!.TokenPooling.Modes);
    }

    [Theory]
    [InlineData("512", 512)]
    [InlineData("1000000000000000019884624838656", null)]
    [InlineData("null", null)]
    public void Without_a_limit_of_its_own_the_layout_takes_the_tokenizers(string modelMaximum, int? expected)
    {
        Write("modules.json", $"[{Transformer}, {Pooling}, {Normalize}]");
        Write("1_Pooling/config.json", """{"pooling_mode": "cls"}""");
        Write("tokenizer_config.json", $$"""{"model_max_length": {{modelMaximum}}}""");

        Assert.Equal(new TextSettings(expected), Read()!.Text);
    }

    [Fact]
    public void The_oldest_layout_keeps_the_transformer_and_its_settings_in_a_folder()
    {
        Write("modules.json", $$"""
            [{"path": "0_Transformer", "type": "sentence_transformers.models.Transformer"}, {{Pooling}}]
            """);
        Write("1_Pooling/config.json", "{}");
        Write("0_Transformer/sentence_bert_config.json", """{"max_seq_length": 48, "do_lower_case": true}""");
        Write("sentence_bert_config.json", """{"max_seq_length": 12}""");

        var layout = Read()!;

        Assert.Equal("0_Transformer", layout.TransformerFolder);
        Assert.Equal(new TextSettings(48, LowerCase: true), layout.Text);
    }

    [Fact]
    public void Settings_of_the_transformer_have_had_other_names()
    {
        foreach (var name in SentenceTransformersFiles.AllTransformerSettings)
        {
            using var folder = new TemporaryFolder();
            File.WriteAllText(folder.File(name), """{"max_seq_length": 7}""");

            Assert.Equal(new TextSettings(7), TextSettings.Read(folder.FullName));
        }
    }

    [Fact]
    public void Types_are_known_by_the_names_of_every_release()
    {
        Write("modules.json", """
            [{"path": "", "type": "sentence_transformers.base.modules.transformer.Transformer"},
             {"path": "1_Pooling", "type": "sentence_transformers.sentence_transformer.modules.pooling.Pooling"},
             {"path": "2_Dropout", "type": "sentence_transformers.sentence_transformer.modules.dropout.Dropout"},
             {"path": "3_Normalize", "type": "sentence_transformers.sentence_transformer.modules.normalize.Normalize"},
             {"path": "4_Normalize", "type": "sentence_transformers.base.modules.normalize.Normalize"}]
            """);
        Write("1_Pooling/config.json", """
            {"embedding_dimension": 24, "pooling_mode": ["mean", "cls"], "include_prompt": false}
            """);

        var layout = Read()!;

        Assert.True(layout.Normalize);
        Assert.Equal(new PoolingSettings(["mean", "cls"], IncludesPrompt: false), layout.TokenPooling);
    }

    [Fact]
    public void A_prompt_without_text_is_empty()
    {
        Simple("cls").Write(_folder.FullName, 2);
        Write("config_sentence_transformers.json", """{"prompts": {"query": null}, "default_prompt_name": "query"}""");

        Assert.Equal("", Read()!.Settings.Prompts["query"]);
    }

    [Theory]
    [InlineData("modules.json", "[]", "asks for the modules")]
    [InlineData("modules.json", $"[{Transformer}]", "asks for the modules Transformer,")]
    [InlineData("modules.json", $"[{Transformer}, {Normalize}, {Pooling}]", "the modules Transformer, Normalize, Pooling,")]
    [InlineData("modules.json", $"[{Transformer}, {Pooling}, {Pooling}]", "Transformer, Pooling, Pooling, which is not")]
    [InlineData("modules.json", $"[{Pooling}, {Transformer}]", "asks for the modules Pooling, Transformer,")]
    [InlineData("modules.json", $"[{Transformer}, {Pooling}, {LayerNorm}]", "models.LayerNorm, which is not supported")]
    [InlineData("modules.json", $"[{Clip}]", "models.CLIPModel, which is not supported; a Transformer, a Pooling")]
    [InlineData("modules.json", $"[{Transformer}, {Pooling}, {DenseModule}, {DenseModule}]", "two Dense modules")]
    [InlineData("modules.json", "{}", "array of modules")]
    [InlineData("modules.json", "[1]", "where an object is expected")]
    [InlineData("modules.json", $"[{DenseModule}]", "asks for the modules Dense, which is not")]
    [InlineData("modules.json", """[{"path": ""}]""", "without a type")]
    [InlineData("modules.json", """[{"path": "/tmp", "type": "x"}]""", "has a module with the path '/tmp'")]
    [InlineData("modules.json", """[{"path": "a/../b", "type": "x"}]""", "expected a folder inside the directory")]
    [InlineData("modules.json", """[{"path": "..\\b", "type": "x"}]""", "expected a folder inside the directory")]
    [InlineData("modules.json", """[{"path": "a\u0000", "type": "x"}]""", "expected a folder inside the directory")]
    [InlineData("1_Pooling/config.json", """{"pooling_mode": ["cls", "cls"]}""", "asks for the pooling 'cls, cls'")]
    [InlineData("1_Pooling/config.json", """{"pooling_mode": "splade"}""", "asks for the pooling 'splade'")]
    [InlineData("1_Pooling/config.json", """{"pooling_mode": []}""", "asks for the pooling ''")]
    [InlineData("1_Pooling/config.json", """{"pooling_mode": [3]}""", "expected text")]
    [InlineData("1_Pooling/config.json", """{"pooling_mode_mean_tokens": false}""", "asks for the pooling ''")]
    [InlineData("2_Normalize/config.json", """{"module_input_name": "token_embeddings"}""", "works on token_embeddings")]
    [InlineData("sentence_bert_config.json", """{"do_lower_case": "yes"}""", "do_lower_case")]
    [InlineData("sentence_bert_config.json", """{"module_output_name": "sentence_embedding"}""", "gives sentence_embedding")]
    [InlineData(
        "sentence_bert_config.json",
        """{"modality_config": {"text": {"method_output_name": "pooler_output"}}}""",
        "takes pooler_output")]
    [InlineData("sentence_bert_config.json", """{"modality_config": []}""", "where an object is expected")]
    [InlineData("sentence_bert_config.json", """{"transformer_task": "fill-mask"}""", "fill-mask")]
    [InlineData("sentence_bert_config.json", """{"max_seq_length": 1}""", "limits sentences to 1 tokens")]
    [InlineData("sentence_bert_config.json", """{"max_seq_length": 2.5}""", "limits sentences to 2.5 tokens")]
    [InlineData("config_sentence_transformers.json", """{"default_prompt_name": "q", "prompts": {"p": "q: "}}""", "the prompt q")]
    [InlineData("config_sentence_transformers.json", """{"prompts": ["q"]}""", "no object of texts under prompts")]
    [InlineData("config_sentence_transformers.json", """{"prompts": {"q": 1}}""", "expected text")]
    [InlineData("config_sentence_transformers.json", """{"default_prompt_name": "q"}""", "the prompt q")]
    [InlineData("config_sentence_transformers.json", """{"model_type": "SparseEncoder"}""", "describes a SparseEncoder")]
    public void What_is_not_supported_is_refused_by_name(string file, string content, string fault)
    {
        (Simple("cls") with { Normalize = true }).Write(_folder.FullName, 2);
        Write(file, content);

        var error = Assert.Throws<CheckpointException>(Read);

        Assert.Equal(_folder.File(file), error.FilePath);
        Assert.Contains(fault, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_layout_that_could_not_be_read_is_not_written()
    {
        Assert.Throws<ArgumentException>(() => Simple("cls", "cls").Write(_folder.FullName, 2));
        Assert.Throws<ArgumentException>(() => Simple("first_last").Write(_folder.FullName, 2));
        Assert.Throws<ArgumentException>(() => Simple().Write(_folder.FullName, 2));
        Assert.Throws<ArgumentException>(() => (Simple("cls") with { Text = new TextSettings(1) }).Write(_folder.FullName, 2));
        Assert.Throws<ArgumentOutOfRangeException>(() => Simple("cls").Write(_folder.FullName, 0));
        Assert.Empty(Directory.GetFileSystemEntries(_folder.FullName));
    }

    private static SentenceTransformersLayout Simple(params string[] modes) =>
        new() { TokenPooling = new PoolingSettings(modes), Normalize = false };

    private static string Describe(DenseWeights dense) =>
        $"{dense.InputSize} {dense.OutputSize} {dense.Activation} {dense.NormalizesInput} "
        + $"{string.Join(' ', dense.Weight)} {string.Join(' ', dense.Bias ?? [])} {dense.Bias is null}";

    private SentenceTransformersLayout? Read() => SentenceTransformersLayout.Read(_folder.FullName);

    private void Equal(string file, string expected) => Assert.True(
        JsonNode.DeepEquals(JsonNode.Parse(expected), JsonNode.Parse(File.ReadAllText(_folder.File(file)))),
        File.ReadAllText(_folder.File(file)));

    private void Write(string file, string content)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(_folder.File(file))!);
        File.WriteAllText(_folder.File(file), content);
    }
}
