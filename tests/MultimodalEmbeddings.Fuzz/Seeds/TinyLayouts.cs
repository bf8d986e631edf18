using System.Text;

namespace MultimodalEmbeddings.Fuzz.Seeds;

/// <summary>The files that sentence-transformers puts beside a model, in the spellings of its releases.</summary>
internal static class TinyLayouts
{
    private const string OldType = "sentence_transformers.models.";
    private const string NewType = "sentence_transformers.";

    /// <summary>Releases 2 to 5: flags for the pooling, and a file for the length.</summary>
    public static Dictionary<string, byte[]> Classic => new()
    {
        ["modules.json"] = Text(
            $$"""
            [{"idx":0,"name":"0","path":"","type":"{{OldType}}Transformer"},
            {"idx":1,"name":"1","path":"1_Pooling","type":"{{OldType}}Pooling"},
            {"idx":2,"name":"2","path":"2_Normalize","type":"{{OldType}}Normalize"}]
            """),
        ["1_Pooling/config.json"] = Text(
            """
            {"word_embedding_dimension":4,"pooling_mode_cls_token":false,"pooling_mode_mean_tokens":true,
            "pooling_mode_max_tokens":false,"pooling_mode_mean_sqrt_len_tokens":false,
            "pooling_mode_weightedmean_tokens":false,"pooling_mode_lasttoken":false,
            "include_prompt":true}
            """),
        ["sentence_bert_config.json"] = Text("""{"max_seq_length":12,"do_lower_case":false}"""),
        ["config_sentence_transformers.json"] = Text(
            """
            {"__version__":{"sentence_transformers":"3.0.0","pytorch":"2.0"},"prompts":{"query":"","passage":""},
            "default_prompt_name":null,"similarity_fn_name":"cosine"}
            """),
    };

    /// <summary>Release 6: names for the pooling, and the length in the tokenizer's file.</summary>
    public static Dictionary<string, byte[]> Current => new()
    {
        ["modules.json"] = Text(
            $$"""
            [{"idx":0,"name":"0","path":"","type":"{{NewType}}base.modules.transformer.Transformer"},
            {"idx":1,"name":"1","path":"1_Pooling","type":"{{NewType}}sentence_transformer.modules.pooling.Pooling"}]
            """),
        ["1_Pooling/config.json"] = Text("""{"embedding_dimension":4,"pooling_mode":["cls"],"include_prompt":true}"""),
        ["sentence_bert_config.json"] = Text("""{"transformer_task":"feature-extraction"}"""),
        ["config_sentence_transformers.json"] = Text(
            """{"model_type":"SentenceTransformer","prompts":{},"default_prompt_name":null}"""),
        ["tokenizer_config.json"] = Text("""{"model_max_length":12}"""),
    };

    /// <summary>A dense layer behind the pooling, and prompts.</summary>
    public static Dictionary<string, byte[]> Dense => FolderContent.Joined(Classic, new Dictionary<string, byte[]>
    {
        ["modules.json"] = Text(
            $$"""
            [{"idx":0,"name":"0","path":"","type":"{{OldType}}Transformer"},
            {"idx":1,"name":"1","path":"1_Pooling","type":"{{OldType}}Pooling"},
            {"idx":2,"name":"2","path":"2_Dense","type":"{{OldType}}Dense"},
            {"idx":3,"name":"3","path":"","type":"{{OldType}}Normalize"}]
            """),
        ["2_Dense/config.json"] = Text(
            """{"in_features":4,"out_features":3,"bias":true,"activation_function":"torch.nn.modules.activation.Tanh"}"""),
        ["2_Dense/model.safetensors"] = TinyWeights.DenseSafetensors,
        ["sentence_bert_config.json"] = Text("""{"max_seq_length":12,"do_lower_case":true}"""),
        ["config_sentence_transformers.json"] = Text(
            """{"prompts":{"query":"a dog: ","passage":""},"default_prompt_name":"query","similarity_fn_name":"cosine"}"""),
    });

    /// <summary>The dense layer's weights in PyTorch's file.</summary>
    public static Dictionary<string, byte[]> DenseTorch => FolderContent.Joined(
        Dense.Where(file => file.Key != "2_Dense/model.safetensors").ToDictionary(),
        new Dictionary<string, byte[]> { ["2_Dense/pytorch_model.bin"] = TinyWeights.DenseTorch });

    private static byte[] Text(string text) => Encoding.UTF8.GetBytes(text);
}
