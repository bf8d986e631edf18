using MultimodalEmbeddings.Checkpoints;
using MultimodalEmbeddings.Tests.Support;

namespace MultimodalEmbeddings.Tests.Checkpoints;

[Trait(Category.Name, Category.Unit)]
public sealed class SentenceTransformersLayoutTests : IDisposable
{
    private const string Transformer = """{"path": "", "type": "sentence_transformers.models.Transformer"}""";
    private const string Pooling = """{"path": "1_Pooling", "type": "sentence_transformers.models.Pooling"}""";
    private const string Normalize = """{"path": "2_Normalize", "type": "sentence_transformers.models.Normalize"}""";

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_plain_checkpoint_has_no_layout() => Assert.Null(SentenceTransformersLayout.Read(_folder.FullName));

    [Fact]
    public void Every_layout_comes_back_as_it_was_written_over_another()
    {
        foreach (var pooling in new[] { "cls", "mean", "max" })
        {
            foreach (var (normalize, maximumTokens) in new (bool, int?)[] { (false, 2), (true, 512), (true, null) })
            {
                var layout = new SentenceTransformersLayout
                {
                    PoolingMode = pooling,
                    Normalize = normalize,
                    MaximumTokens = maximumTokens,
                };

                layout.Write(_folder.FullName, 24);

                Assert.Equal(layout, SentenceTransformersLayout.Read(_folder.FullName));
            }
        }
    }

    [Fact]
    public void The_files_are_those_that_Python_wrote_for_years()
    {
        new SentenceTransformersLayout { PoolingMode = "max", Normalize = true, MaximumTokens = 32 }.Write(_folder.FullName, 24);

        Assert.Equal(
            """
            {
              "word_embedding_dimension": 24,
              "pooling_mode_cls_token": false,
              "pooling_mode_max_tokens": true,
              "pooling_mode_mean_tokens": false,
              "pooling_mode_mean_sqrt_len_tokens": false,
              "pooling_mode_weightedmean_tokens": false,
              "pooling_mode_lasttoken": false,
              "include_prompt": true
            }

            """,
            File.ReadAllText(_folder.File("1_Pooling/config.json")));
        Assert.Equal(
            """
            {
              "max_seq_length": 32,
              "do_lower_case": false
            }

            """,
            File.ReadAllText(_folder.File("sentence_bert_config.json")));
        Assert.Contains("\"path\": \"2_Normalize\"", File.ReadAllText(_folder.File("modules.json")), StringComparison.Ordinal);
        Assert.True(Directory.Exists(_folder.File("2_Normalize")));
        Assert.True(File.Exists(_folder.File("config_sentence_transformers.json")));
    }

    [Fact]
    public void Flags_that_are_absent_mean_mean_pooling()
    {
        Write("modules.json", $"[{Transformer}, {Pooling}]");
        Write("1_Pooling/config.json", "{}");

        Assert.Equal(new SentenceTransformersLayout { PoolingMode = "mean", Normalize = false }, Read());
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

        Assert.Equal(new SentenceTransformersLayout { PoolingMode = "cls", Normalize = true, MaximumTokens = expected }, Read());
    }

    [Theory]
    [InlineData("modules.json", "[]", "asks for the modules")]
    [InlineData("modules.json", $"[{Transformer}]", "asks for the modules Transformer,")]
    [InlineData("modules.json", $"[{Pooling}, {Transformer}]", "asks for the modules Pooling, Transformer,")]
    [InlineData("modules.json", $"[{Transformer}, {Pooling}, {Normalize}, {Normalize}]", "Normalize, Normalize, which is not")]
    [InlineData("modules.json", "{}", "array of modules")]
    [InlineData("modules.json", "[1]", "where an object is expected")]
    [InlineData("modules.json", """[{"path": "2_Dense", "type": "sentence_transformers.models.Dense"}]""", "models.Dense")]
    [InlineData("modules.json", """[{"path": ""}]""", "without a type")]
    [InlineData("modules.json", """[{"path": "/tmp", "type": "x"}]""", "has a module with the path '/tmp'")]
    [InlineData("modules.json", """[{"path": "a/../b", "type": "x"}]""", "expected a folder inside the directory")]
    [InlineData("modules.json", """[{"path": "..\\b", "type": "x"}]""", "expected a folder inside the directory")]
    [InlineData("modules.json", """[{"path": "a\u0000", "type": "x"}]""", "expected a folder inside the directory")]
    [InlineData("1_Pooling/config.json", """{"pooling_mode": ["cls", "mean"]}""", "asks for the pooling 'cls, mean'")]
    [InlineData("1_Pooling/config.json", """{"pooling_mode": "lasttoken"}""", "asks for the pooling 'lasttoken'")]
    [InlineData("1_Pooling/config.json", """{"pooling_mode": [3]}""", "expected text")]
    [InlineData("1_Pooling/config.json", """{"pooling_mode_cls_token": true}""", "asks for the pooling 'cls, mean'")]
    [InlineData("1_Pooling/config.json", """{"pooling_mode_mean_tokens": false}""", "asks for the pooling ''")]
    [InlineData("2_Normalize/config.json", """{"module_input_name": "token_embeddings"}""", "normalizes token_embeddings")]
    [InlineData("sentence_bert_config.json", """{"do_lower_case": true}""", "do_lower_case")]
    [InlineData("sentence_bert_config.json", """{"transformer_task": "fill-mask"}""", "fill-mask")]
    [InlineData("sentence_bert_config.json", """{"max_seq_length": 1}""", "limits sentences to 1 tokens")]
    [InlineData("sentence_bert_config.json", """{"max_seq_length": 2.5}""", "limits sentences to 2.5 tokens")]
    [InlineData("config_sentence_transformers.json", """{"default_prompt_name": "q", "prompts": {"q": "q: "}}""", "the prompt q")]
    [InlineData("config_sentence_transformers.json", """{"default_prompt_name": "q"}""", "the prompt q")]
    [InlineData("config_sentence_transformers.json", """{"model_type": "SparseEncoder"}""", "describes a SparseEncoder")]
    public void What_is_not_supported_is_refused_by_name(string file, string content, string fault)
    {
        new SentenceTransformersLayout { PoolingMode = "cls", Normalize = true }.Write(_folder.FullName, 2);
        Write(file, content);

        var error = Assert.Throws<CheckpointException>(Read);

        Assert.Equal(_folder.File(file), error.FilePath);
        Assert.Contains(fault, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_layout_that_could_not_be_read_is_not_written()
    {
        var layout = new SentenceTransformersLayout { PoolingMode = "cls", Normalize = false };

        Assert.Throws<ArgumentException>(() => (layout with { PoolingMode = "lasttoken" }).Write(_folder.FullName, 2));
        Assert.Throws<ArgumentException>(() => (layout with { MaximumTokens = 1 }).Write(_folder.FullName, 2));
        Assert.Throws<ArgumentOutOfRangeException>(() => layout.Write(_folder.FullName, 0));
        Assert.Empty(Directory.GetFileSystemEntries(_folder.FullName));
    }

    private SentenceTransformersLayout? Read() => SentenceTransformersLayout.Read(_folder.FullName);

    private void Write(string file, string content)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(_folder.File(file))!);
        File.WriteAllText(_folder.File(file), content);
    }
}
